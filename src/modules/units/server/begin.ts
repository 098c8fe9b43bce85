import { sql } from 'kysely'
import { z } from 'zod'
import type { App } from '#platform/server/app.ts'
import { parseInput } from '#platform/server/command.ts'
import { Conflict } from '#platform/server/errors.ts'
import { checkPassword, createAccount, type Identity } from '#platform/server/identity/index.ts'
import { Day } from '#platform/shapes.ts'
import { uuidv7 } from '#platform/uuid.ts'
import { unitTypes } from '../types.ts'

export const Begin = z.object({
  unitName: z.string().trim().min(1).max(200).normalize('NFC'),
  unitType: z.enum(['province_union', 'district_union', 'commune_union']),
  foundedOn: Day,
  name: z.string().trim().min(1).max(120).normalize('NFC'),
  phone: z.string().trim().max(30).optional(),
  email: z.string().trim().max(200).optional(),
  password: z.string().max(200),
})

/** Whether nobody has begun with this installation yet. */
export async function isNewInstallation(app: Pick<App, 'database'>): Promise<boolean> {
  const { rows } = await sql<{ isNew: boolean }>`select platform.is_new() as is_new`.execute(
    app.database.kysely,
  )
  return rows[0]?.isNew ?? false
}

const secretaries = {
  province_union: 'province_secretary',
  district_union: 'district_secretary',
  commune_union: 'commune_secretary',
} as const

/**
 * Founds the root unit and its first officer with an account. Not a command: nobody is signed in yet,
 * and the database itself lets it through only as long as there is no unit. Throws Conflict after.
 */
export async function beginInstallation(
  app: Pick<App, 'database'>,
  identity: Identity,
  input: unknown,
): Promise<void> {
  const begin = parseInput(Begin, input)
  checkPassword(begin.password)
  const [unitId, personId] = [uuidv7(), uuidv7()]
  try {
    await sql`select platform.begin(${unitId}::uuid, ${begin.unitType}, ${unitTypes[begin.unitType]}, ${begin.unitName},
      null, ${begin.foundedOn}::date, ${personId}::uuid, ${begin.name}, ${secretaries[begin.unitType]})`.execute(
      app.database.kysely,
    )
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw new Conflict('units.begun_already')
    throw error
  }
  try {
    await createAccount(identity.pool, {
      personId,
      name: begin.name,
      phone: begin.phone || undefined,
      email: begin.email || undefined,
      password: begin.password,
      mustChangePassword: false,
    })
  } catch (error) {
    await sql`select platform.unbegin(${unitId}::uuid, ${personId}::uuid)`.execute(
      app.database.kysely,
    )
    throw error
  }
}
