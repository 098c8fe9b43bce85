import type { ModuleManifest } from '../manifest.ts'

export const units = {
  name: 'units',
  dependsOn: [],
  navigation: [{ href: '/units', message: 'units_nav', icon: 'network', permission: null }],
} as const satisfies ModuleManifest
