import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import type { RequestState, SignerState } from './queries.ts'

/** What anybody may know of a paper whose code they hold; nothing of what it says. */
export interface PublicPaper {
  code: string
  contextKind: string
  unitName: string | null
  number: string | null
  datedOn: string | null
  state: RequestState
  /** Of the file as it stands now. */
  sha256: string
  signers: {
    name: string
    role: string
    state: SignerState
    signedAt: Date | null
    issuer: string | null
  }[]
}

/** The paper of a code, or nothing: a wrong code and a paper that never was look the same. */
export async function findPaperByCode(
  ctx: Context,
  code: string,
): Promise<PublicPaper | undefined> {
  const { rows } = await sql<Omit<PublicPaper, 'signers' | 'code'>>`
    select p.context_kind, v.name as unit_name, p.number, p.dated_on::text, p.state, p.sha256
      from signing.seen_by_code(${code}) p
      left join lateral (select name from units.unit_version v where v.unit_id = p.unit_id
                          and v.valid_from <= (p.created_at at time zone 'Asia/Ho_Chi_Minh')::date
                          order by v.valid_from desc limit 1) v on true`.execute(ctx.db)
  const [paper] = rows
  if (!paper) return undefined
  const signers = await sql<PublicPaper['signers'][number]>`
    select name, role, state, signed_at, issuer from signing.signers_by_code(${code})`.execute(
    ctx.db,
  )
  return { ...paper, code, signers: signers.rows }
}

/** Whether these very bytes are a state of a paper known here, and whether its latest. */
export async function findPaperByBytes(
  ctx: Context,
  sha256: string,
): Promise<{ code: string; isCurrent: boolean } | undefined> {
  const { rows } = await sql<{ code: string; isCurrent: boolean }>`
    select code, is_current from signing.code_of_bytes(${sha256})`.execute(ctx.db)
  return rows[0]
}
