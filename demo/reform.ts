import { sql } from 'kysely'
import type { MatchedMention } from '#modules/restructuring/index.ts'
import {
  addEvents,
  answerNames,
  answerPlaces,
  answerRests,
  applyDraft,
  type Balance,
  type DraftPlan,
  importTable,
  openDraft,
  openQuestions,
  readPlan,
} from '#modules/restructuring/server/index.ts'
import type { IsoDay } from '#platform/days.ts'
import type { App } from '#platform/server/app.ts'
import type { Asking, Context } from '#platform/server/context.ts'
import { uuidv7 } from '#platform/uuid.ts'
import type { KnownNames, ReformTable } from './reform-table.ts'

/** The day on which the communes of both provinces became those of the new Tuyên Quang. */
export const reformDay: IsoDay = '2025-07-01'
/** Resolution of the National Assembly's Standing Committee on the communes of Tuyên Quang. */
const decisionNo = '1684/NQ-UBTVQH15'

export interface Reform {
  draftId: string
  /** Names in the table, and how many of them needed whom. */
  names: { certain: number; proposed: number; asked: number }
  /** Branches of split communes, for which no table says where they go. */
  placed: number
  /** Communes that the table names nowhere and that were left as they are, by name. */
  left: string[]
  balance: Balance | null
  /** How long carrying it out took, in milliseconds. */
  took: number
}

/**
 * Carries the merger of Hà Giang and Tuyên Quang out in a demonstration of both: opens a draft, brings
 * the decision's table in, answers what it asks, and applies it. Proposals are taken as they come and
 * the branches of a commune that was split go to its parts by turns: they are invented, so nobody
 * knows better. With `apply: false` it stops at the questions, for an officer to answer.
 */
export async function reformDemo(
  app: App,
  by: Asking,
  options: ReformTable & { apply?: boolean },
): Promise<Reform> {
  const draftId = uuidv7()
  const { merged, into, districts } = await app.read(by, findProvinces)
  await app.run(by, openDraft, {
    id: draftId,
    title: 'Sắp xếp đơn vị hành chính tỉnh Tuyên Quang',
    decisionNo,
    effectiveOn: reformDay,
    scopeIds: [merged, into],
  })
  await app.run(by, addEvents, {
    draftId,
    events: [
      { id: uuidv7(), body: { kind: 'merge', from: [merged], into } },
      ...districts.map((unitId) => ({ id: uuidv7(), body: { kind: 'dissolve', unitId } })),
    ],
  })
  await app.run(by, importTable, {
    draftId,
    parentId: into,
    source: options.source,
    rows: options.table.rows,
  })
  const { table } = await app.read(by, (ctx) => readPlan(ctx, draftId))
  const { certain = 0, likely: proposed = 0, ask: asked = 0 } = table?.matched.counts ?? {}
  const reform: Reform = {
    draftId,
    names: { certain, proposed, asked },
    placed: 0,
    left: [],
    balance: null,
    took: 0,
  }
  if (options.apply === false) return reform
  reform.left = await answerNamesAsProposed(app, by, draftId, options.known)
  reform.placed = await placeByTurns(app, by, draftId)
  const started = performance.now()
  const { balance } = await app.run(by, applyDraft, { draftId })
  return { ...reform, balance, took: performance.now() - started }
}

async function findProvinces(ctx: Context) {
  const { rows } = await sql<{ id: string; gazetteerCode: string; level: string }>`
    select v.unit_id as id, v.gazetteer_code, v.level from units.unit_version v
     where v.level in ('province', 'district') and v.valid_from < ${reformDay}
       and (v.valid_to is null or v.valid_to > ${reformDay})`.execute(ctx.db)
  const province = (code: string) =>
    rows.find((row) => row.level === 'province' && row.gazetteerCode === code)?.id
  const [merged, into] = [province('02'), province('08')]
  if (!merged || !into)
    throw new Error('The reform needs the demonstration of both provinces, 02 and 08')
  return {
    merged,
    into,
    districts: rows.filter(({ level }) => level === 'district').map(({ id }) => id),
  }
}

/** Takes each proposal, the first candidate where one is asked for, and leaves unnamed communes as they are. */
async function answerNamesAsProposed(
  app: App,
  by: Asking,
  draftId: string,
  known: KnownNames,
): Promise<string[]> {
  const before = await app.read(by, (ctx) => readPlan(ctx, draftId))
  const standing = [...before.organisation.standing.values()]
  const byCode = new Map(standing.map((unit) => [unit.gazetteerCode, unit.id]))
  const open = [...(before.table?.ordered.proposed ?? []), ...(before.table?.ordered.asked ?? [])]
  if (open.length > 0)
    await app.run(by, answerNames, {
      draftId,
      answers: open.map(({ row, place, mention }) => ({
        position: row.position,
        place,
        unitIds: meant(mention, known, byCode),
      })),
    })
  const { table } = await app.read(by, (ctx) => readPlan(ctx, draftId))
  const { unnamed = [], partly = [] } = table?.ordered ?? {}
  const stay = [...unnamed, ...partly.map(({ unitId }) => unitId)]
  if (stay.length > 0) await app.run(by, answerRests, { draftId, unitIds: stay, answer: 'stays' })
  return unnamed.map((id) => before.organisation.standing.get(id)?.name ?? id)
}

function meant(
  { written, unitId, candidates }: MatchedMention,
  known: KnownNames,
  byCode: ReadonlyMap<string | null, string>,
): string[] {
  const codes = known[written]
  if (codes) return codes.flatMap((code) => byCode.get(code) ?? [])
  const proposed = unitId ?? candidates[0]?.unitId
  return proposed ? [proposed] : []
}

/** Puts the branches of each split commune into its parts by turns; its own people go to the first. */
async function placeByTurns(app: App, by: Asking, draftId: string): Promise<number> {
  const read = await app.read(by, (ctx) => readPlan(ctx, draftId))
  const chosen = choose(read)
  for (const [targetId, unitIds] of chosen)
    await app.run(by, answerPlaces, { draftId, unitIds, targetId })
  const after = await app.read(by, (ctx) => readPlan(ctx, draftId))
  if (openQuestions(after) > 0)
    throw new Error(`The reform still asks ${openQuestions(after)} questions`)
  return read.plan.questions.length
}

function choose({ plan }: DraftPlan): Map<string, string[]> {
  const turns = new Map<string, number>()
  const chosen = new Map<string, string[]>()
  for (const question of plan.questions) {
    const of = question.kind === 'place' ? question.of : question.unitId
    const turn = question.kind === 'place' ? (turns.get(of) ?? 0) : 0
    if (question.kind === 'place') turns.set(of, turn + 1)
    const target = question.into[turn % question.into.length]!
    chosen.set(target, [...(chosen.get(target) ?? []), question.unitId])
  }
  return chosen
}
