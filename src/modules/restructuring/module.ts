import type { ModuleManifest } from '../manifest.ts'

export const restructuring = {
  name: 'restructuring',
  dependsOn: ['units', 'members', 'campaigns', 'assists'],
  navigation: [],
} as const satisfies ModuleManifest
