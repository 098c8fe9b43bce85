import { cellText, isFilled, type RawCell } from '#platform/server/workbook/raw-row.ts'
import { plainWords } from '../plain-text.ts'
import { nothing, type Reading, read, unread } from './reading.ts'

export type Sex = 'male' | 'female'

const words: Record<string, Sex> = {
  nam: 'male',
  trai: 'male',
  male: 'male',
  m: 'male',
  nam_gioi: 'male',
  nu: 'female',
  gai: 'female',
  female: 'female',
  f: 'female',
  nu_gioi: 'female',
}

/** Reads a person's sex from words; numbers and lone letters that mean both are not guessed. */
export function readSex(cell: RawCell | undefined): Reading<Sex> {
  if (!isFilled(cell)) return nothing
  const sex = words[plainWords(cellText(cell)).replaceAll(' ', '_')]
  return sex ? read(sex) : unread('sex_unknown', { value: cellText(cell) })
}

/** Whether a cell to be ticked is ticked: `x`, `v`, `1`, a check mark, `có`. */
export const isTicked = (cell: RawCell | undefined): boolean =>
  isFilled(cell) &&
  /^(x+|v|1|true|co|yes|✓|✔|√|☑|●|\*|\+)$/.test(plainWords(cellText(cell)) || cellText(cell))
