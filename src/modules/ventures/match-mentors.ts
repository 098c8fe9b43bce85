/** Why a mentor fits a venture; each is a message `ventures_match_…`. */
export type MatchReason =
  | { kind: 'skill'; name: string }
  | { kind: 'field'; name: string }
  | { kind: 'near' }
  | { kind: 'time'; hours: number }
  | { kind: 'little_to_do' }

export interface MentorOffer {
  id: string
  unitId: string
  skills: readonly string[]
  fields: readonly string[]
  hoursMonth: number
  minutesThisMonth: number
  venturesNow: number
}

export interface Asking {
  unitId: string
  field: string
  needs: readonly string[]
}

/** Hours that a mentor still has this month; never below nothing. */
export const hoursLeft = (mentor: Pick<MentorOffer, 'hoursMonth' | 'minutesThisMonth'>): number =>
  Math.max(0, Math.floor(mentor.hoursMonth - mentor.minutesThisMonth / 60))

/**
 * Mentors for a venture, the best first, each with the reasons: what it needs and they know weighs most, then
 * its field, then the same commune, then free time. Who knows nothing of what is needed stands last, and who
 * has no time left is not offered. Nothing but what the reasons say weighs.
 */
export function matchMentors<Mentor extends MentorOffer>(
  venture: Asking,
  mentors: readonly Mentor[],
): (Mentor & { reasons: MatchReason[]; weight: number })[] {
  return mentors
    .filter((mentor) => hoursLeft(mentor) > 0)
    .map((mentor) => {
      const reasons = reasonsFor(venture, mentor)
      return {
        ...mentor,
        reasons,
        weight: reasons.reduce((sum, one) => sum + weights[one.kind], 0),
      }
    })
    .sort(
      (one, other) =>
        other.weight - one.weight ||
        hoursLeft(other) - hoursLeft(one) ||
        (one.id < other.id ? -1 : 1),
    )
}

const weights: Record<MatchReason['kind'], number> = {
  skill: 8,
  field: 5,
  near: 3,
  time: 1,
  little_to_do: 1,
}

function reasonsFor(venture: Asking, mentor: MentorOffer): MatchReason[] {
  const skills = venture.needs.filter((need) => mentor.skills.includes(need))
  return [
    ...skills.map((name): MatchReason => ({ kind: 'skill', name })),
    ...(mentor.fields.includes(venture.field)
      ? [{ kind: 'field', name: venture.field } as const]
      : []),
    ...(mentor.unitId === venture.unitId ? [{ kind: 'near' } as const] : []),
    { kind: 'time', hours: hoursLeft(mentor) },
    ...(mentor.venturesNow === 0 ? [{ kind: 'little_to_do' } as const] : []),
  ]
}
