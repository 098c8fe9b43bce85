import type { ModuleManifest } from '../manifest.ts'

export const ventures = {
  name: 'ventures',
  dependsOn: ['units', 'members', 'ideas', 'meetings', 'documents'],
  navigation: [
    {
      href: '/ventures/register',
      message: 'ventures_nav',
      icon: 'shop',
      rank: 36,
      permission: null,
    },
  ],
} as const satisfies ModuleManifest
