import type { AddedField, ImportField } from '../../../import-fields.ts'
import { plainWords } from '../plain-text.ts'
import { fieldAliases } from './field-aliases.ts'

export type AnyField = ImportField | AddedField

/** Why a column was taken for a field; each is a message `import_reason_NAME`. */
export type MatchReason =
  | 'same'
  | 'without_brackets'
  | 'upper_line'
  | 'lower_line'
  | 'part'
  | 'content'
  | 'neighbour'
  | 'remembered'

export interface HeaderMatch {
  field: AnyField
  /** From 0 to 1; from 0.9 on nobody needs to look. */
  confidence: number
  reason: MatchReason
}

const byAlias = new Map<string, AnyField>()
for (const [field, aliases] of Object.entries(fieldAliases) as [AnyField, readonly string[]][]) {
  for (const alias of aliases) if (!byAlias.has(alias)) byAlias.set(alias, field)
}
const longestAlias = Math.max(...[...byAlias.keys()].map((alias) => alias.split(' ').length))

/**
 * Finds what a column holds from the lines of its header, upper first. The whole is tried, then
 * without what stands in brackets, then the lower line, the upper, and last the longest known words
 * inside.
 */
export function matchHeader(lines: readonly string[]): HeaderMatch | undefined {
  const whole = lines.join(' ')
  const bare = lines.map(withoutBrackets).join(' ').trim()
  const upper = withoutBrackets(lines[0] ?? '')
  const lower = withoutBrackets(lines.at(-1) ?? '')
  const exactly = known(whole, 1, 'same') ?? known(bare, 0.95, 'without_brackets')
  if (exactly) return exactly
  if (lines.length > 1) {
    const above = known(upper, 0.9, 'upper_line')
    if (above && isDivided(above.field)) return above
    const line = known(lower, 0.92, 'lower_line') ?? above
    if (line) return line
  }
  return partlyKnown(bare || whole)
}

/** An address in parts: the village and the commune below "Quê quán" are parts of it. */
const isDivided = (field: AnyField) => field === 'hometown' || field === 'residence'

const withoutBrackets = (text: string) => text.replace(/\([^)]*\)?|\[[^\]]*\]?/g, ' ')

function known(text: string, confidence: number, reason: MatchReason): HeaderMatch | undefined {
  const field = byAlias.get(plainWords(text))
  return field ? { field: byDiacritics(field, text), confidence, reason } : undefined
}

/** `Nam` (man) and `Năm` (year) differ only by a breve; where it is written, it decides. */
function byDiacritics(field: AnyField, text: string): AnyField {
  const lastWord = text.normalize('NFC').toLowerCase().trim().split(/\s+/).at(-1)
  if (lastWord !== 'năm') return field
  return field === 'birthIfMale' || field === 'maleMark' ? 'birthYear' : field
}

function partlyKnown(text: string): HeaderMatch | undefined {
  const words = plainWords(text).split(' ')
  // A sentence is a title, not the head of a column.
  if (words.length > 14) return undefined
  for (let length = Math.min(longestAlias, words.length - 1); length >= 1; length--) {
    for (let from = 0; from + length <= words.length; from++) {
      const part = words.slice(from, from + length).join(' ')
      const field = byAlias.get(part)
      if (!field || (length === 1 && part.length < 4)) continue
      return { field, confidence: 0.5 + 0.3 * (length / words.length), reason: 'part' }
    }
  }
  return undefined
}
