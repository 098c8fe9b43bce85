import type { ModuleManifest } from '../manifest.ts'

export const links = {
  name: 'links',
  dependsOn: ['units'],
  navigation: [],
} as const satisfies ModuleManifest
