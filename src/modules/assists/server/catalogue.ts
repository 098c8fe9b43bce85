import type { Context } from '#platform/server/context.ts'

export interface Service {
  code: string
  name: string
  icon: string
  needsProcedure: boolean
}

export interface Procedure {
  code: string
  name: string
}

const nameOf = (ctx: Context) => (ctx.locale === 'en' ? 'nameEn' : 'nameVi')

/** What people may be helped with today, in the reader's language and the catalogue's order. */
export async function listServices(ctx: Context): Promise<Service[]> {
  return ctx.db
    .selectFrom('assists.service')
    .select(['code', `${nameOf(ctx)} as name`, 'icon', 'needsProcedure'])
    .where('validFrom', '<=', ctx.today)
    .where((e) => e.or([e('validTo', 'is', null), e('validTo', '>', ctx.today)]))
    .orderBy('rank')
    .execute()
}

/** The procedures of online public services, likewise. */
export async function listProcedures(ctx: Context): Promise<Procedure[]> {
  return ctx.db
    .selectFrom('assists.procedure')
    .select(['code', `${nameOf(ctx)} as name`])
    .where('validFrom', '<=', ctx.today)
    .where((e) => e.or([e('validTo', 'is', null), e('validTo', '>', ctx.today)]))
    .orderBy('rank')
    .execute()
}
