import type { ModuleManifest } from '../manifest.ts'

export const signing = {
  name: 'signing',
  dependsOn: ['units', 'members'],
  navigation: [
    {
      href: '/signing',
      message: 'signing_nav',
      icon: 'signature',
      rank: 60,
      secondary: true,
      permission: null,
    },
  ],
} as const satisfies ModuleManifest
