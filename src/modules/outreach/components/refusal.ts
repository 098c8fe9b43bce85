/** A form that was refused, as a screen with several forms shows it. */
export interface Refusal {
  message: string
  faults: { path: string; text: string }[]
  values: Record<string, string>
}

/** What came back of whichever form was sent, if it was refused. */
export const refusalOf = (form: unknown): Refusal | undefined =>
  typeof form === 'object' && form !== null && 'faults' in form ? (form as Refusal) : undefined
