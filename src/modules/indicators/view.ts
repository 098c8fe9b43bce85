/**
 * How the past is read. `then`: a record counts under whoever stood above its unit on its day. `today`:
 * in today's units, under whoever stands above today in its unit's place (docs/decisions/0012-reforms.md).
 */
export type View = 'then' | 'today'
export const views = ['then', 'today'] as const satisfies readonly View[]
