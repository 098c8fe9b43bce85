/**
 * A day as people here write it, and back. Both ends are text: no time zone can move a day.
 */

const written = /^\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*$/

/** `2024-04-03` as `03/04/2024`; anything else is given back as it is, to be mended by the person. */
export function dayText(value: string): string {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  return iso ? `${iso[3]}/${iso[2]}/${iso[1]}` : value
}

/** `3/4/2024` (also with dots or dashes) as `2024-04-03`; undefined where no such day exists. */
export function parseDayText(text: string): string | undefined {
  const [, d = '', m = '', y = ''] = written.exec(text) ?? []
  const day = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)))
  if (!y || day.getUTCDate() !== Number(d) || day.getUTCMonth() !== Number(m) - 1) return undefined
  return `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
}

/** What has been typed so far, with its slashes: `0304` becomes `03/04/`. */
export function withSlashes(typed: string): string {
  if (/[^\d/]/.test(typed) || /^\d{0,2}\/\d?(\/|$)/.test(typed) || /^\d\//.test(typed)) return typed
  const digits = typed.replaceAll('/', '').slice(0, 8)
  const parts = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)]
  return parts.filter((part, at) => part || parts[at - 1]?.length === 2).join('/')
}
