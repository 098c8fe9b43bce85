import { findOptions, type Option, type Reading } from './find-options.ts'
import type { WrittenMention } from './mention.ts'
import { kindWords } from './place-kinds.ts'
import type { Candidate, MentionMatch, Reason } from './reasons.ts'
import { noContext, type RowContext } from './row-context.ts'
import type { KnownUnit } from './unit-index.ts'

/** What a mention is matched against. */
export interface MatchContext {
  units: readonly KnownUnit[]
  /** What the rest of its row says; nothing where it stands alone. */
  row?: RowContext
  /** Ids of units that another mention certainly is. */
  claimed?: ReadonlySet<string>
}

interface Weighing {
  reading: Reading
  row: RowContext
  claimed: ReadonlySet<string>
}

/** So much better must the best of several be before it is proposed. */
const clearly = 0.09
/** How many units are shown to choose from. */
const shown = 5

/** What is weighed besides the name itself. */
export type Evidence = Omit<MatchContext, 'units'>

/**
 * Finds the unit that a name in the table means. Orthography alone never makes a doubt; letters that
 * differ, a type that differs, or a second unit of the same name always do.
 */
export const matchMention = (mention: WrittenMention, context: MatchContext): MentionMatch =>
  matchReading(findOptions(mention, context.units), context)

/** The same for a mention whose options are known. */
export function matchReading(reading: Reading, evidence: Evidence = {}): MentionMatch {
  const { row = noContext, claimed = new Set<string>() } = evidence
  const weighing = { reading, row, claimed }
  const match = decide(weighing)
  return { ...match, candidates: candidates(weighing, match) }
}

type Decision = Omit<MentionMatch, 'candidates'>

const ask = (code: Reason['code'], params?: Reason['params']): Decision => ({
  status: 'ask',
  reason: { code, params },
})
const likely = ({ unit }: Option, reason: Reason): Decision => ({
  status: 'likely',
  unitId: unit.id,
  reason,
})

function decide(weighing: Weighing): Decision {
  const { place, kind, isPresumed, options } = weighing.reading
  const within = options.filter((option) => option.isWithin)
  const [stray] = [...options].sort(byScore)
  if (within.length === 0 && stray && stray.grade.reason.code !== 'near') {
    return ask('elsewhere', { where: place.within.map(({ name }) => name).join(', ') })
  }
  const same = within.filter(({ grade }) => grade.isSame)
  const ofKind = same.filter((option) => option.isOfKind)
  if (isPresumed && kind && same.length > ofKind.length && ofKind.length > 0) {
    const [only] = ofKind
    if (only && ofKind.length === 1) {
      return likely(only, { code: 'presumed_type', params: { kind: kindWords[kind] } })
    }
    return chooseTwin(ofKind, weighing)
  }
  const fitting = isPresumed ? same : ofKind
  const [only] = fitting
  if (only && fitting.length === 1) return decideOnly(only, weighing)
  if (only) return chooseTwin(fitting, weighing)
  return chooseLike(within, weighing)
}

/**
 * One unit bears the name and kind. It is certain, unless the rest of the row lies in another province,
 * or in the district of a unit of another kind that is called the same.
 */
function decideOnly(only: Option, { reading, row }: Weighing): Decision {
  const { unit, grade } = only
  const isPlaced = reading.place.within.length > 0
  if (!isPlaced && !lyingIn([only], row.districts).length) {
    const same = reading.options.filter((option) => option.grade.isSame)
    const nearer = lyingIn(same, row.districts)
    if (nearer.length > 0) return ask('several', { count: String(nearer.length + 1) })
    if (row.provinces.size > 0 && !row.provinces.has(unit.provinceId)) {
      return likely(only, { code: 'other_province', params: { province: unit.province.name } })
    }
  }
  const namesakes = reading.options.filter((option) => option.grade.isSame && option.isOfKind)
  const code =
    namesakes.length > 1
      ? 'qualifier'
      : grade.reason.code === 'same' && reading.kind === undefined
        ? 'without_type'
        : grade.reason.code
  return { status: 'certain', unitId: unit.id, reason: { code } }
}

/** Several units bear the name: the rest of the row may tell which, or that the others are taken. */
function chooseTwin(twins: readonly Option[], { row, claimed }: Weighing): Decision {
  const several = ask('several', { count: String(twins.length) })
  const free = twins.filter(({ unit }) => !claimed.has(unit.id))
  const [onlyFree] = free
  const [onlyThere, another] = lyingIn(twins, row.districts)
  if (onlyThere && !another) {
    if (claimed.has(onlyThere.unit.id) && free.length > 0) return several
    return likely(onlyThere, { code: 'row_district', params: place(onlyThere) })
  }
  if (row.districts.size === 0) {
    const [named, second] = lyingIn(free, row.newNameDistricts)
    if (named && !second) return likely(named, { code: 'row_new_name', params: place(named) })
    if (onlyFree && free.length === 1) {
      return likely(onlyFree, { code: 'others_named', params: place(onlyFree) })
    }
  }
  return several
}

const lyingIn = (options: readonly Option[], districts: ReadonlySet<string>) =>
  options.filter(({ unit }) => unit.districtId !== null && districts.has(unit.districtId))
const place = ({ unit }: Option) => ({ district: unit.district?.name ?? unit.province.name })

/** No unit bears the name as written: another kind of the same name, or a name that is like it. */
function chooseLike(within: readonly Option[], weighing: Weighing): Decision {
  const { reading, row, claimed } = weighing
  const like = within
    .filter((option) => option.grade.isSame || (option.isOfKind && isLike(option)))
    .map((option) => (option.grade.isSame ? ofOtherKind(option, reading) : option))
    .sort(byScore)
  const [first] = like
  if (!first) return ask('not_found')
  const free = like.filter(({ unit }) => !claimed.has(unit.id))
  const [nearest] = free
  if (!nearest) return ask('claimed', { unit: first.unit.place.name })
  const isPlaced = reading.place.within.length > 0 || row.districts.size === 0
  const there = isPlaced ? free : lyingIn(free, row.districts)
  const [best, next] = there
  // Another spelling and another district than the rest of the row: two doubts are too many.
  if (!best) return ask('outside_row', { unit: nearest.unit.place.name, ...place(nearest) })
  if (next && best.grade.score - next.grade.score < clearly) {
    return ask('several', { count: String(there.length) })
  }
  return likely(best, best.grade.reason)
}

const isLike = ({ grade }: Option) => grade.reason.code !== 'near'

function ofOtherKind(option: Option, { kind }: Reading): Option {
  const params = {
    written: kind ? kindWords[kind] : '',
    unit: kindWords[option.unit.kind],
  }
  return {
    ...option,
    grade: { reason: { code: 'other_type', params }, score: 0.78, isSame: false },
  }
}

const byScore = (one: Option, other: Option) => other.grade.score - one.grade.score

/** What there is to choose from: a unit of the row's district is nearer, one that is taken farther. */
function candidates({ reading, row, claimed }: Weighing, match: Decision): Candidate[] {
  return reading.options
    .map((option): Candidate => {
      const { unit } = option
      const named = option.grade.isSame && !option.isOfKind ? ofOtherKind(option, reading) : option
      let score = named.grade.score
      if (!option.isOfKind && !option.grade.isSame) score -= 0.2
      if (!option.isWithin) score -= 0.3
      if (unit.districtId !== null && row.districts.has(unit.districtId)) score += 0.1
      if (claimed.has(unit.id)) score *= 0.6
      const reason = unit.id === match.unitId ? match.reason : named.grade.reason
      return { unitId: unit.id, reason, score: Math.min(1, Math.max(0, score)) }
    })
    .sort(
      (one, other) =>
        Number(other.unitId === match.unitId) - Number(one.unitId === match.unitId) ||
        other.score - one.score,
    )
    .slice(0, shown)
}
