import type { StandingRule } from './queries.ts'

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim()

/**
 * What the form for a new vote sent, as the command takes it: candidates a line each, with what is said
 * of them after a dash; the rule as the chosen one stands, with its share and base as they were changed.
 */
export function voteFromForm(form: FormData, rules: readonly StandingRule[]) {
  const kind = text(form, 'kind') === 'election' ? 'election' : 'motion'
  const rule = ruleFrom(form, rules)
  const isElection = kind === 'election'
  return {
    id: text(form, 'id'),
    followsId: text(form, 'followsId') || undefined,
    method: text(form, 'method'),
    kind,
    title: text(form, 'title'),
    question: text(form, 'question'),
    seats: isElection ? text(form, 'seats') || 0 : 0,
    candidates: isElection ? candidatesFrom(text(form, 'candidates')) : [],
    rule: rule && { ...rule, source: text(form, 'source') || rule.source },
    proxiesEach: text(form, 'proxiesEach') || 0,
    takesPaper: form.get('takesPaper') ?? '',
    closesItself: form.get('closesItself') ?? '',
  }
}

/** The chosen rule as it stands, or the share that was written instead, with the usual quorum. */
function ruleFrom(form: FormData, rules: readonly StandingRule[]) {
  const standing = rules.find(({ code }) => code === text(form, 'rule')) ?? rules[0]
  if (text(form, 'rule') !== 'other') return standing
  const threshold = {
    num: text(form, 'num'),
    den: text(form, 'den'),
    atLeast: form.get('atLeast') ?? '',
  }
  const quorum = standing?.quorum
  return { threshold, base: text(form, 'base'), quorum, source: '' }
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
