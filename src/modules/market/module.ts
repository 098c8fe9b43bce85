import type { ModuleManifest } from '../manifest.ts'

export const market = {
  name: 'market',
  dependsOn: ['units', 'members', 'ventures'],
  navigation: [
    { href: '/stalls', message: 'market_nav', icon: 'payment', rank: 37, permission: null },
  ],
} as const satisfies ModuleManifest
