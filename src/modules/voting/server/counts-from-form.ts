/** The counts that `CountsForm` sent, as the command takes them; what was left empty is none. */
export function countsFromForm(form: FormData): Record<string, unknown> {
  const number = (value: FormDataEntryValue | null) =>
    typeof value === 'string' && value.trim() !== '' ? Number(value) : 0
  const of = (name: string) => number(form.get(name))
  return {
    approve: of('approve'),
    against: of('against'),
    abstain: of('abstain'),
    valid: of('valid'),
    blank: of('blank'),
    invalid: of('invalid'),
    missing: of('missing'),
    votes: form.getAll('votes').map(number),
  }
}
