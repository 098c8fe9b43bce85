import type { VentureKind } from '#modules/ventures/index.ts'
import { addDays, type IsoDay } from '#platform/days.ts'
import type { CopyRow } from './copy-rows.ts'
import { figuresDay } from './figures.ts'
import { fictitiousPhone } from './person-numbers.ts'
import type { Random } from './random.ts'
import type { Roster } from './roster.ts'
import { type DemoCommune, where } from './tree.ts'
import { titles, ventureWords } from './words/ventures.ts'

export interface DemoVenture {
  id: string
  kind: VentureKind
  communeId: string
  leaderId: string | undefined
  officerId: string
  name: string
  field: string
  foundedOn: IsoDay
  endedOn: IsoDay | null
  isDraft: boolean
  /** It became an enterprise on this day. */
  turnedOn: IsoDay | null
  row: CopyRow
}

/** As they are written. */
export const ventureColumns = [
  'id',
  'unit_id',
  'kind',
  'name',
  'field',
  'stage',
  'place',
  'workers',
  'capital',
  'registration_no',
  'summary',
  'needs',
  'phone',
  'state',
  'end_reason',
  'published_on',
  'created_by',
  'created_at',
]

/** What goes into one venture. */
interface Making {
  random: Random
  id: string
  serial: number
  province: number
  roster: Roster
  today: IsoDay
}
export interface More {
  leaderId?: string | undefined
  isDraft?: boolean
  turnedOn?: IsoDay
}

const bare = (text: string) => text.replace(/^(thôn|xã|thị trấn|phường|tổ dân phố|tổ)\s+/i, '')

const workersOf = (random: Random, kind: VentureKind): number => {
  const [few, many] = {
    enterprise: [5, 60],
    cooperative: [7, 40],
    household: [1, 8],
    startup_model: [2, 12],
  }[kind] as [number, number]
  return random.int(few, many)
}

function registrationOf(kind: VentureKind, province: number, serial: number): string | null {
  const prefix = { enterprise: '51', cooperative: '10', household: '10B8', startup_model: null }[
    kind
  ]
  return prefix && `${prefix}${String(province).padStart(2, '0')}${String(serial).padStart(6, '0')}`
}

/** What everybody may see of it, for every third that goes on. */
function publicPart({ random, serial, today }: Making, foundedOn: IsoDay, goesOn: boolean) {
  if (!goesOn || !random.chance(0.3)) return { phone: null, publishedOn: null }
  const day = addDays(foundedOn, 30)
  return { phone: fictitiousPhone(8_800_000 + serial), publishedOn: day > today ? today : day }
}

/** One venture, with what people of its place make, by chance; its row in the order of `ventureColumns`. */
export function ventureOf(
  making: Making,
  kind: VentureKind,
  commune: DemoCommune,
  [foundedOn, endedOn]: [IsoDay, IsoDay | null],
  more: More,
): DemoVenture {
  const { random, id, serial, province, roster } = making
  const [field, , what, summary] = random.pick(
    ventureWords.filter(([, kinds]) => kinds.includes(kind)),
  )
  const village = random.pick(commune.branches.filter((branch) => branch.place !== ''))
  const place = village?.place ?? where(commune)
  const members = roster.membersAt(commune.id, foundedOn < '2022-06-01' ? figuresDay : foundedOn)
  const leaderId = more.leaderId ?? pickOne(random, members)
  const officerId = roster.officerOf(commune.id)
  const isSmall = kind === 'household' || kind === 'startup_model'
  const name = `${titles[kind]} ${what} ${isSmall && /\D/.test(bare(place)) ? bare(place) : bare(where(commune))}`
  const workers = workersOf(random, kind)
  const isDraft = more.isDraft ?? false
  const { phone, publishedOn } = publicPart(making, foundedOn, !isDraft && endedOn === null)
  const needs = random.chance(0.5)
    ? random.sample(['sales', 'digital', 'capital', 'management'], 2)
    : []
  return {
    ...{ id, kind, communeId: commune.id, leaderId, officerId, name, field, foundedOn, endedOn },
    isDraft,
    turnedOn: more.turnedOn ?? null,
    row: [
      ...[id, commune.id, kind, name, field],
      random.pick(['starting', 'steady', 'steady', 'growing']),
      ...[place, workers, workers * random.int(8, 40) * 1_000_000],
      isDraft ? null : registrationOf(kind, province, serial),
      ...[summary, `{${needs.join(',')}}`, phone, isDraft ? 'draft' : 'registered'],
      endedOn && 'Không đủ người làm, bán không được giá.',
      ...[publishedOn, isDraft ? leaderId : officerId, foundedOn],
    ],
  }
}

const pickOne = <Item>(random: Random, from: readonly Item[]): Item | undefined =>
  from.length > 0 ? random.pick(from) : undefined
