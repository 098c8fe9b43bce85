import type { StandingRule } from './queries.ts'

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim()

/**
 * What the form for a new vote sent, as the command takes it: candidates a line each, with what is said
 * of them after a dash; the rule as the chosen one stands, with its share and base as they were changed.
 */
export function voteFromForm(form: FormData, rules: readonly StandingRule[]) {
  const kind = text(form, 'kind') === 'election' ? 'election' : 'motion'
  const rule = rules.find(({ code }) => code === text(form, 'rule')) ?? rules[0]
  const isElection = kind === 'election'
  return {
    id: text(form, 'id'),
    method: text(form, 'method'),
    kind,
    title: text(form, 'title'),
    question: text(form, 'question'),
    seats: isElection ? text(form, 'seats') || 0 : 0,
    candidates: isElection ? candidatesFrom(text(form, 'candidates')) : [],
    rule: rule && {
      threshold: rule.threshold,
      base: rule.base,
      quorum: rule.quorum,
      source: text(form, 'source') || rule.source,
    },
    proxiesEach: text(form, 'proxiesEach') || 0,
    takesPaper: form.get('takesPaper') ?? '',
    closesItself: form.get('closesItself') ?? '',
  }
}

const candidatesFrom = (lines: string) =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [name = '', ...rest] = line.split(/\s+[-–—]\s+/)
      return { name, note: rest.join(' – ') }
    })
