import type { ModuleManifest } from '../manifest.ts'

export const outreach = {
  name: 'outreach',
  dependsOn: ['units', 'members'],
  navigation: [
    {
      href: '/outreach',
      message: 'outreach_nav',
      icon: 'send',
      rank: 45,
      permission: 'outreach.write',
    },
  ],
} as const satisfies ModuleManifest
