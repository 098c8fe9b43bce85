import type { ModuleManifest } from '../manifest.ts'

export const reports = {
  name: 'reports',
  dependsOn: ['units', 'indicators'],
  navigation: [
    {
      href: '/reports',
      message: 'reports_nav',
      icon: 'chart',
      rank: 40,
      permission: 'reports.read',
    },
  ],
} as const satisfies ModuleManifest
