import { definitionOf, type Indicator } from '#modules/indicators/index.ts'

/** The figures that explain a figure, itself first: turns beside people, a share beside its two parts. */
export function columnsFor(indicator: Indicator): Indicator[] {
  const { kind, of } = definitionOf(indicator)
  if (kind === 'share') return [indicator, ...(of as readonly [Indicator, Indicator])]
  const beside = besides[indicator]
  return beside ? [indicator, beside] : [indicator]
}

const besides: Partial<Record<Indicator, Indicator>> = {
  participants: 'participations',
  participations: 'participants',
  peak_day_participants: 'peak_day_participations',
  peak_day_participations: 'peak_day_participants',
  ideas_proposed: 'ideas_published',
  ideas_published: 'ideas_proposed',
  supported_models: 'startup_models',
  jobs_found: 'jobs_kept',
  jobs_kept: 'jobs_found',
  members_with_citizen_app: 'members',
  members_without_citizen_app: 'members',
}

/** Whether the units below add up to the unit: people may be present in several, shares never add up. */
export const addsUp = (indicator: Indicator): boolean =>
  ['stock', 'flow', 'difference'].includes(definitionOf(indicator).kind)
