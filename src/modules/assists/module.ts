import type { ModuleManifest } from '../manifest.ts'

export const assists = {
  name: 'assists',
  dependsOn: ['units', 'members', 'campaigns'],
  navigation: [
    {
      href: '/assists',
      message: 'assists_nav',
      icon: 'hand',
      rank: 35,
      permission: 'reports.read',
    },
  ],
} as const satisfies ModuleManifest
