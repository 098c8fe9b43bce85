import type { ModuleManifest } from '../manifest.ts'

export const campaigns = {
  name: 'campaigns',
  dependsOn: ['units', 'members'],
  navigation: [
    { href: '/campaigns', message: 'campaigns_nav', icon: 'flag', rank: 30, permission: null },
  ],
} as const satisfies ModuleManifest
