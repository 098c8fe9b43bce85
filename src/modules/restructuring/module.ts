import type { ModuleManifest } from '../manifest.ts'

export const restructuring = {
  name: 'restructuring',
  dependsOn: ['units', 'members', 'campaigns', 'assists'],
  navigation: [
    {
      href: '/restructuring',
      message: 'restructuring_nav',
      icon: 'merge',
      rank: 55,
      secondary: true,
      permission: 'units.write',
    },
  ],
} as const satisfies ModuleManifest
