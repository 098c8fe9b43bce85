import type { CommandContext } from '#platform/server/command.ts'
import type { Context } from '#platform/server/context.ts'
import { NotFound, RuleBroken } from '#platform/server/errors.ts'
import { canImportInto } from './import-policy.ts'

/** States in which a list may still be changed. */
export const openStates = ['uploaded', 'checked', 'failed'] as const

/** The import, held against others until the end of the command; its officer's right is asked anew. */
export async function holdImport(ctx: CommandContext, importId: string) {
  const found = await ctx.db
    .selectFrom('members.import')
    .select([
      'id',
      'unitId',
      'kind',
      'state',
      'sheet',
      'joinedOn',
      'unitChoices',
      'lineReached',
      'stored',
    ])
    .where('id', '=', importId)
    .forUpdate()
    .executeTakeFirst()
  if (!found) {
    // The right to import somewhere is asked first, so that what is not there is not told apart.
    await ctx.authorize({ kind: 'signed_in' })
    throw new NotFound('members.import_not_found')
  }
  await ctx.authorize(canImportInto(found.unitId))
  return found
}

/** Refuses to change a list whose people are being written, or that is done with. */
export function refuseClosed(found: { state: string }): void {
  if (!(openStates as readonly string[]).includes(found.state)) {
    throw new RuleBroken('members.import_closed', { state: found.state })
  }
}

export async function rememberedMapping(ctx: Context, unitId: string, fingerprint: string) {
  return ctx.db
    .selectFrom('members.importMapping')
    .select(['fields', 'unitChoices'])
    .where('unitId', '=', unitId)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst()
}
