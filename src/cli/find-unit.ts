import { sql } from 'kysely'
import { searchUnits } from '#modules/units/server/index.ts'
import * as m from '#paraglide/messages.js'
import type { Context } from '#platform/server/context.ts'
import { CliProblem, locale } from './output.ts'

export interface NamedUnit {
  id: string
  name: string
  level: string
}

/** The unit that an operator means by its code, id or name; a CliProblem lists those that it could be. */
export async function unitMeant(ctx: Context, text: string): Promise<NamedUnit> {
  const { rows } = await sql<NamedUnit>`
    select unit_id as id, name, level from units.unit_version
     where valid_to is null and (code = ${text} or unit_id::text = ${text})`.execute(ctx.db)
  if (rows[0]) return rows[0]
  const hits = (await searchUnits(ctx, text, { limit: 10 })).filter((hit) => !hit.closedOn)
  const same = (written: string) =>
    written.normalize('NFC').toLocaleLowerCase('vi') ===
    text.normalize('NFC').toLocaleLowerCase('vi')
  const exact = hits.filter((hit) => same(hit.name))
  const meant = exact.length > 0 ? exact : hits
  if (meant.length === 1 && meant[0]) return meant[0]
  if (meant.length === 0) throw new CliProblem(m.cli_unit_unknown({ text }, locale))
  const list = meant.map(
    (hit) =>
      `  ${[hit.name, ...hit.path.map((step) => step.name).reverse()].join(' · ')}  ${hit.id}`,
  )
  throw new CliProblem([m.cli_unit_many({ text }, locale), ...list].join('\n'))
}
