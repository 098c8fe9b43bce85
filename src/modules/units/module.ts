import type { ModuleManifest } from '../manifest.ts'

export const units = {
  name: 'units',
  dependsOn: [],
  navigation: [
    { href: '/units', message: 'units_nav', icon: 'building', rank: 50, permission: null },
  ],
} as const satisfies ModuleManifest
