import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import type { Fault } from '#platform/server/errors.ts'
import type { Birth } from '../birth.ts'
import type { ImportFaultCode } from '../import-faults.ts'
import { registerMatcher } from './import/register-matches.ts'

interface Entered {
  fullName: string
  birth?: Birth | undefined
  sex?: 'male' | 'female' | undefined
  citizenId?: string | undefined
  code?: string | undefined
  phone?: string | undefined
}

/** What an import calls it, where it stands in the form, and whether it can be confirmed. */
const meanings: Partial<Record<ImportFaultCode, Fault & { isRefused: boolean }>> = {
  register_same: { path: 'fullName', code: 'person_known', isRefused: true },
  register_code: { path: 'code', code: 'code_taken', isRefused: true },
  register_citizen_id: { path: 'citizenId', code: 'citizen_id_of_other', isRefused: false },
  register_likely: { path: 'fullName', code: 'person_likely', isRefused: false },
  register_phone: { path: 'phone', code: 'phone_of_other', isRefused: false },
}

/**
 * Whom the register may hold already, by the rules of the import: the same code, or citizen number and
 * name, is the same person and refused; another's number, or a namesake in the unit, is asked about. Of
 * people beyond the actor's reach only that the number is in use.
 */
export async function findDoubles(
  ctx: Context,
  entered: Entered,
  unitId: string,
): Promise<{ refused: Fault[]; doubtful: Fault[] }> {
  const { birth, ...rest } = entered
  const person = {
    ...rest,
    kind: 'member' as const,
    ...(birth
      ? {
          birth: {
            ...(birth.birthOn ? { on: birth.birthOn } : {}),
            year: birth.birthYear,
            precision: birth.birthPrecision,
          },
        }
      : {}),
  }
  const [match] = await registerMatcher(ctx)([{ person, unitId, key: '' }])
  const found = (match?.faults ?? []).flatMap(({ code, params }) => {
    const meaning = meanings[code]
    if (!meaning) return []
    const { isRefused, ...fault } = meaning
    return [{ isRefused, fault: { ...fault, details: { ...params, personId: match?.personId } } }]
  })
  return {
    refused: found.filter((one) => one.isRefused).map((one) => one.fault),
    doubtful: [
      ...found.filter((one) => !one.isRefused).map((one) => one.fault),
      ...(await takenElsewhere(ctx, entered)),
    ],
  }
}

async function takenElsewhere(ctx: Context, { citizenId, phone }: Entered): Promise<Fault[]> {
  if (!citizenId && !phone) return []
  const { rows } = await sql<{ field: 'citizenId' | 'phone' }>`
    select t.field from members.numbers_taken(${citizenId ?? null}, ${phone ?? null}) as t (field)
     where not exists (select from members.person p
                        where case t.field when 'phone' then p.phone = ${phone ?? null}
                                           else p.citizen_id = ${citizenId ?? null} end)`.execute(
    ctx.db,
  )
  const code = { citizenId: 'citizen_id_elsewhere', phone: 'phone_elsewhere' }
  return rows.map(({ field }) => ({ path: field, code: code[field] }))
}
