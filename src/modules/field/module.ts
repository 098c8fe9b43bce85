import type { ModuleManifest } from '../manifest.ts'

export const field = {
  name: 'field',
  dependsOn: ['members', 'assists', 'meetings', 'ideas', 'learning'],
  navigation: [
    { href: '/field', message: 'field_nav', icon: 'device', rank: 20, permission: 'field.record' },
  ],
} as const satisfies ModuleManifest
