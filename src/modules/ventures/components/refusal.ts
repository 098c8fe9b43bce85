/** A form that was refused, as a screen with several forms shows it. */
export interface Refusal {
  message: string
  faults: { path: string; text: string }[]
  values: Record<string, string>
}

/** What came back of whichever form was sent, if it was refused. */
export const refusalOf = (form: unknown): Refusal | undefined =>
  typeof form === 'object' && form !== null && 'faults' in form ? (form as Refusal) : undefined

/** What was typed into the form with this mark, and what is wrong with it; other forms of the screen stay as they are. */
export function answersOf(refusal: Refusal | undefined, mark: string) {
  const mine = refusal?.values.form === mark ? refusal : undefined
  return {
    isOpen: mine !== undefined,
    typed: (name: string, otherwise: string | number | null = '') =>
      mine?.values[name] ?? String(otherwise ?? ''),
    fault: (path: string) => mine?.faults.find((one) => one.path === path)?.text,
  }
}
