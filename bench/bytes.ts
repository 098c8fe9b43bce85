import { isLimited, limit, weighPages } from '../scripts/byte-budget.ts'
import type { Bench } from './support.ts'

/** JavaScript (gzip) that a phone loads to open each public and field page of the last build, against the budget. */
export const bytesBench: Bench = {
  name: 'bytes',
  run: async () =>
    (await weighPages())
      .filter(({ route }) => isLimited(route))
      .map(({ route, bytes }) => ({
        what: `JavaScript of ${route}`,
        ours: `${(bytes / 1000).toFixed(1)} KB`,
        limit: `${limit / 1000} KB`,
        ratio: bytes / limit,
        target: '≤ 1',
        met: bytes <= limit,
      })),
}
