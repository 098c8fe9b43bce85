import { readForm } from '#platform/server/form-action.ts'
import { feeLines } from '../kinds.ts'

/** The form of a vacancy as its command takes it: lines of fees become a list, empty ones none. */
export function vacancyFromForm(form: FormData): Record<string, unknown> {
  const input = readForm(form)
  const fees = []
  for (let line = 0; line < feeLines; line++) {
    const [name, amount] = ['feeName', 'feeAmount'].map((key) =>
      String(form.get(`${key}${line}`) ?? '').trim(),
    )
    if (name || amount) fees.push({ name, amount, when: form.get(`feeWhen${line}`) ?? 'before' })
  }
  return { ...input, fees }
}
