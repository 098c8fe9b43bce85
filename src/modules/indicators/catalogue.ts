/**
 * What is counted. The names are those of docs/glossary.md#indicators; what each record counts for is
 * in migrations/20261124T0200-indicators-count-records.sql (`indicators.facts_of_…`).
 *
 * - stock: a level at the end of a day (members)
 * - flow: what happened within a period; the same person or citizen may count many times (*lượt*)
 * - people: different people within a period (*người*)
 * - stated: the latest statistics of the units, not counted from records of the register
 * - difference, share: of two others
 */
export const indicators = {
  members: { kind: 'stock', measure: 'people', source: 'members' },
  members_with_citizen_app: { kind: 'stock', measure: 'people', source: 'members' },
  members_without_citizen_app: {
    kind: 'difference',
    of: ['members', 'members_with_citizen_app'],
    measure: 'people',
    source: 'members',
  },
  citizen_app_share: {
    kind: 'share',
    of: ['members_with_citizen_app', 'members'],
    measure: 'percent',
    source: 'members',
  },
  youths: { kind: 'stated', measure: 'people', source: 'statistics' },
  population: { kind: 'stated', measure: 'people', source: 'statistics' },
  labour_force: { kind: 'stated', measure: 'people', source: 'statistics' },
  youths_share_of_population: {
    kind: 'share',
    of: ['youths', 'population'],
    measure: 'percent',
    source: 'statistics',
  },
  youths_share_of_labour_force: {
    kind: 'share',
    of: ['youths', 'labour_force'],
    measure: 'percent',
    source: 'statistics',
  },
  activities: { kind: 'flow', measure: 'activities', source: 'activities' },
  peak_day_activities: { kind: 'flow', measure: 'activities', source: 'activities' },
  participations: { kind: 'flow', measure: 'turns', source: 'check_ins' },
  peak_day_participations: { kind: 'flow', measure: 'turns', source: 'check_ins' },
  participants: { kind: 'people', measure: 'people', source: 'participants' },
  peak_day_participants: { kind: 'people', measure: 'people', source: 'participants' },
  people_helped: { kind: 'flow', measure: 'turns', source: 'assists' },
  peak_day_people_helped: { kind: 'flow', measure: 'turns', source: 'assists' },
  ideas_proposed: { kind: 'flow', measure: 'ideas', source: 'ideas' },
  ideas_published: { kind: 'flow', measure: 'ideas', source: 'ideas' },
  enterprises: { kind: 'stock', measure: 'enterprises', source: 'ventures' },
  cooperatives: { kind: 'stock', measure: 'cooperatives', source: 'ventures' },
  household_businesses: { kind: 'stock', measure: 'households', source: 'ventures' },
  startup_models: { kind: 'stock', measure: 'models', source: 'ventures' },
  supported_models: { kind: 'stock', measure: 'models', source: 'ventures' },
  supports_given: { kind: 'flow', measure: 'turns', source: 'supports' },
  jobs_found: { kind: 'flow', measure: 'placements', source: 'placements' },
  jobs_kept: { kind: 'flow', measure: 'placements', source: 'placements' },
  courses_completed: { kind: 'flow', measure: 'certificates', source: 'certificates' },
} as const satisfies Record<string, Definition>

export type Kind = 'stock' | 'flow' | 'people' | 'stated' | 'difference' | 'share'
export type Measure =
  | 'people'
  | 'turns'
  | 'activities'
  | 'ideas'
  | 'enterprises'
  | 'cooperatives'
  | 'households'
  | 'models'
  | 'placements'
  | 'certificates'
  | 'percent'

/** Which records stand behind a figure, and so where they are listed. */
export type Source =
  | 'members'
  | 'statistics'
  | 'activities'
  | 'check_ins'
  | 'participants'
  | 'assists'
  | 'ideas'
  | 'ventures'
  | 'supports'
  | 'placements'
  | 'certificates'

interface Definition {
  readonly kind: Kind
  readonly measure: Measure
  readonly source: Source
  /** A difference: the first without the second. A share: the first of a hundred of the second. */
  readonly of?: readonly [string, string]
}

export type Indicator = keyof typeof indicators
export const indicatorNames = Object.keys(indicators) as Indicator[]

export const isIndicator = (name: string): name is Indicator => Object.hasOwn(indicators, name)

export const definitionOf = (indicator: Indicator): Definition => indicators[indicator]

/** Whether a figure belongs to one day and not to a period. */
export const isOfOneDay = (indicator: Indicator): boolean =>
  ['members', 'statistics', 'ventures'].includes(definitionOf(indicator).source)

/** The indicators out of which the given ones are worked out; those that are counted stand for themselves. */
export function counted(wanted: readonly Indicator[]): Indicator[] {
  const parts = wanted.flatMap(
    (name) => (definitionOf(name).of as readonly Indicator[] | undefined) ?? [name],
  )
  return [...new Set(parts)]
}

/**
 * A figure out of the counted ones; null where it is not known. A share of nothing is not known
 * either; shares are in percent with two decimals.
 */
export function workOut(
  indicator: Indicator,
  values: Readonly<Partial<Record<Indicator, number | null>>>,
): number | null {
  const { kind, of } = definitionOf(indicator)
  if (!of) return values[indicator] ?? null
  const [first, second] = of.map((name) => values[name as Indicator] ?? null)
  if (first == null || second == null) return null
  if (kind === 'difference') return first - second
  return second === 0 ? null : Math.round((first / second) * 10_000) / 100
}
