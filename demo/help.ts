import type { PlannedActivity } from './campaigns.ts'
import type { IdSource } from './ids.ts'
import { choice, type Random } from './random.ts'
import { instantOf, received } from './turnout.ts'

export interface DemoAssist {
  id: string
  service: string
  procedure: string | null
  outcome: 'done' | 'to_continue' | 'needs_police' | 'refused'
  people: number
  happenedAt: Date
  recordedBy: string
  receivedAt: Date
  undoneAt: Date | null
}

const services = choice([
  ['eid_level_2', 31],
  ['online_service', 29],
  ['eid_level_1', 14],
  ['citizen_app', 12],
  ['payment_account', 6],
  ['digital_signature', 5],
  ['other', 3],
] as const)

const outcomes = {
  withPolice: choice([
    ['done', 82],
    ['needs_police', 10],
    ['to_continue', 6],
    ['refused', 2],
  ] as const),
  alone: choice([
    ['done', 88],
    ['to_continue', 9],
    ['refused', 3],
  ] as const),
}

/** Most are helped one by one; now and then several at once. */
const atOnce = choice([
  [1, 88],
  [2, 5],
  [3, 3],
  [5, 2],
  [8, 1],
  [12, 1],
] as const)

interface Options {
  random: Random
  ids: IdSource
  /** The members who came. */
  present: readonly string[]
  /** Codes of the public services, those asked for most first. */
  procedures: readonly string[]
}

/** Records of help that add up to exactly as many citizens as planned; a few more were undone. */
export function helpAt(activity: PlannedActivity, options: Options): DemoAssist[] {
  const { random, present } = options
  const recorders = random.sample(present, Math.max(2, Math.ceil(present.length * 0.6)))
  const assists: DemoAssist[] = []
  for (let left = activity.citizens; left > 0; ) {
    const assist = helped(activity, recorders, Math.min(left, atOnce(random)), options)
    if (random.chance(0.012)) assist.undoneAt = new Date(assist.happenedAt.getTime() + 20_000)
    else left -= assist.people
    assists.push(assist)
  }
  return assists
}

function helped(
  activity: PlannedActivity,
  recorders: readonly string[],
  people: number,
  { random, ids, procedures }: Options,
): DemoAssist {
  const service = services(random)
  const needsPolice = service.startsWith('eid')
  const happenedAt = instantOf(activity.heldOn, 7 * 60 + 45 + random.next() * 9 * 60)
  // What stands at the head of the list is asked for far more often.
  const procedure = procedures[Math.floor(random.next() ** 2 * procedures.length)]
  return {
    id: ids(happenedAt.getTime()),
    service,
    procedure: service === 'online_service' ? (procedure ?? null) : null,
    outcome: (needsPolice ? outcomes.withPolice : outcomes.alone)(random),
    people,
    happenedAt,
    recordedBy: random.pick(recorders),
    receivedAt: received(random, happenedAt),
    undoneAt: null,
  }
}
