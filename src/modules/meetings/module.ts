import type { ModuleManifest } from '../manifest.ts'

export const meetings = {
  name: 'meetings',
  dependsOn: ['units', 'members', 'assignments', 'signing', 'voting'],
  navigation: [
    { href: '/meetings', message: 'meetings_nav', icon: 'clipboard', rank: 35, permission: null },
  ],
} as const satisfies ModuleManifest
