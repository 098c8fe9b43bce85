import type { ModuleManifest } from '../manifest.ts'

export const indicators = {
  name: 'indicators',
  dependsOn: ['units'],
  navigation: [],
} as const satisfies ModuleManifest
