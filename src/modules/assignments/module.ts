import type { ModuleManifest } from '../manifest.ts'

export const assignments = {
  name: 'assignments',
  dependsOn: ['units', 'members'],
  navigation: [
    {
      href: '/assignments',
      message: 'assignments_nav',
      icon: 'clipboard',
      rank: 25,
      permission: null,
    },
  ],
} as const satisfies ModuleManifest
