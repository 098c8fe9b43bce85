import { writtenDay } from '../../days.ts'
import { messageNamed } from '../messages.ts'

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const isId = (value: unknown) =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)

/**
 * What an audit row says besides who, what, where and when, in the reader's words: `Trước đó: …`. Ids are
 * left out: they say nothing to who reads, and stay in the row.
 */
export function detailsInWords(details: Record<string, unknown>): string[] {
  return Object.entries(details).flatMap(([key, value]) => {
    const text = inWords(key, value)
    return text === '' ? [] : [`${labelOf(key)}: ${text}`]
  })
}

const labelOf = (key: string) =>
  messageNamed(`audit_detail_${snake(key)}`) ?? messageNamed(`members_${snake(key)}`) ?? key

function inWords(key: string, value: unknown): string {
  if (value === null || value === '' || isId(value)) return ''
  if (Array.isArray(value)) return value.map((one) => nameIn(key, one)).join(', ')
  if (typeof value === 'object') return detailsInWords(value as Record<string, unknown>).join(', ')
  return nameIn(key, value)
}

/** A word of a fixed list is said by its message, a day as it is written, anything else as it is. */
function nameIn(key: string, value: unknown): string {
  if (typeof value !== 'string') return messageNamed(`audit_value_${value}`) ?? String(value)
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return writtenDay(value)
  const name = snake(value.replaceAll('.', '_'))
  const kinds =
    key === 'fields' || key === 'filters'
      ? ['members']
      : ['audit_value', 'access_role', 'indicators_name']
  for (const kind of kinds) {
    const text = messageNamed(`${kind}_${name}`)
    if (text) return text
  }
  return value
}
