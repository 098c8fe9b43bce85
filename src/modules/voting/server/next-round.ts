import type { StandingRule, Vote } from './queries.ts'

/** What the form for a further round of an election begins with, as its fields hold it. */
export function nextRoundOf(before: Vote, rules: readonly StandingRule[]) {
  const { further } = before.outcome ?? {}
  const standing = before.candidates.filter(({ number }) => further?.candidates.includes(number))
  const rule = rules.find(({ source }) => source === before.rule.source)
  return {
    followsId: before.id,
    unitId: before.unitId,
    unitName: before.unitName,
    title: before.title,
    kind: before.kind,
    method: before.method,
    seats: String(further?.seats ?? before.seats),
    candidates: standing.map(({ name, note }) => (note ? `${name} - ${note}` : name)).join('\n'),
    rule: rule?.code ?? '',
    source: before.rule.source,
  }
}
