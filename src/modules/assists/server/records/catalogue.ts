import { sql } from 'kysely'
import type { IsoDay } from '#platform/days.ts'
import type { Context } from '#platform/server/context.ts'

interface Entry {
  kind: 'service' | 'procedure'
  code: string
  needsProcedure: boolean
  validFrom: IsoDay
  validTo: IsoDay | null
}

/** What a batch of assists names, looked up in the catalogue. */
export interface Known {
  services: Map<string, Entry>
  procedures: Map<string, Entry>
}

/** The services and procedures of the given codes, in one statement. */
export async function lookUpCodes(
  ctx: Context,
  services: Iterable<string>,
  procedures: Iterable<string>,
): Promise<Known> {
  const { rows } = await sql<Entry>`
    select 'service' as kind, code, needs_procedure, valid_from, valid_to
      from assists.service where code = any (${[...new Set(services)]}::text[])
    union all
    select 'procedure', code, false, valid_from, valid_to
      from assists.procedure where code = any (${[...new Set(procedures)]}::text[])`.execute(ctx.db)
  const of = (kind: Entry['kind']) =>
    new Map(rows.filter((row) => row.kind === kind).map((row) => [row.code, row]))
  return { services: of('service'), procedures: of('procedure') }
}

const isValidOn = (entry: Entry, day: IsoDay) =>
  entry.validFrom <= day && (entry.validTo === null || entry.validTo > day)

/** Why what was done does not stand in the catalogue of that day, if it does not. */
export function whyNotInCatalogue(
  known: Known,
  did: { service: string; procedure?: string | undefined },
  day: IsoDay,
): string | undefined {
  const service = known.services.get(did.service)
  if (!service || !isValidOn(service, day)) return 'assists.unknown_service'
  if (!did.procedure) return service.needsProcedure ? 'assists.procedure_needed' : undefined
  if (!service.needsProcedure) return 'assists.procedure_not_wanted'
  const procedure = known.procedures.get(did.procedure)
  return procedure && isValidOn(procedure, day) ? undefined : 'assists.unknown_procedure'
}
