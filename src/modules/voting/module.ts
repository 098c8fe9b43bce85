import type { ModuleManifest } from '../manifest.ts'

export const voting = {
  name: 'voting',
  dependsOn: ['units', 'members'],
  navigation: [
    { href: '/votes', message: 'voting_nav', icon: 'check-circle', rank: 45, permission: null },
  ],
} as const satisfies ModuleManifest
