import type { ModuleManifest } from '../manifest.ts'

export const learning = {
  name: 'learning',
  dependsOn: ['units', 'members', 'signing'],
  navigation: [
    { href: '/learning', message: 'learning_nav', icon: 'book', rank: 45, permission: null },
  ],
} as const satisfies ModuleManifest
