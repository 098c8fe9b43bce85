import type { ModuleManifest } from '../manifest.ts'

export const documents = {
  name: 'documents',
  dependsOn: ['units', 'members', 'assignments', 'signing'],
  navigation: [
    {
      href: '/documents',
      message: 'documents_nav',
      icon: 'document',
      rank: 28,
      permission: null,
    },
    {
      href: '/experiences',
      message: 'experiences_nav',
      icon: 'idea',
      rank: 62,
      secondary: true,
      permission: null,
    },
  ],
} as const satisfies ModuleManifest
