import type { ModuleManifest } from '../manifest.ts'

export const ideas = {
  name: 'ideas',
  dependsOn: ['units', 'members'],
  navigation: [{ href: '/ideas', message: 'ideas_nav', icon: 'idea', rank: 35, permission: null }],
} as const satisfies ModuleManifest
