import { cellText, type RawCell } from '#platform/server/workbook/raw-row.ts'
import type { Problem } from '../../../import-faults.ts'
import { longest } from '../../../import-shapes.ts'
import { nothing, type Reading, read, unread } from './reading.ts'

export interface WrittenName {
  name: string
  /** What stood in brackets after it: often what the person is called, or their office. */
  bracketed?: string
}

/**
 * Reads a person's name: composed letters, single spaces, no numbering, no form of address, capitals
 * only where a name has them (`VÀNG MÍ SÌNH` becomes `Vàng Mí Sình`; `H'MÔNG` becomes `H'Mông`).
 */
export function readName(cell: RawCell | undefined): Reading<WrittenName> {
  const written = withoutNumbering(cellText(cell))
  if (written === '') return nothing
  const bracketed = /[([]\s*([^)\]]*?)\s*[)\]]?$/.exec(written)
  const name = (bracketed ? written.slice(0, bracketed.index) : written).trim()
  const fault = faultOf(name, written)
  if (fault) return unread(fault, { value: written })

  const remarks: Problem[] = []
  if (bracketed?.[1]) remarks.push({ code: 'name_bracketed', params: { value: bracketed[1] } })
  if (/\p{L}\./u.test(name)) remarks.push({ code: 'name_abbreviated', params: { value: written } })
  else if (!name.includes(' '))
    remarks.push({ code: 'name_single_word', params: { value: written } })
  return read(
    { name: properCase(name), bracketed: bracketed?.[1]?.slice(0, longest.otherName) || undefined },
    ...remarks,
  )
}

const withoutNumbering = (text: string): string =>
  text
    .replace(/^\d{1,5}\s*[.)\-–:/]\s*(?=\p{L})/u, '')
    .replace(/^(đ\/c|đc|đồng chí|dong chi)[\s.:]+(?=\p{L})/iu, '')
    .replace(/[\s,;.*]+$/, '')
    .trim()

function faultOf(name: string, written: string): Problem['code'] | undefined {
  if (/[?\ufffd]/.test(written)) return 'name_lost_letters'
  if (looksLikeOldFont(written)) return 'name_old_font'
  if (name === '') return 'name_missing'
  if (/\d/.test(name)) return 'name_has_digits'
  if (/[^\p{L}\p{M} '’‘`´ʼ.\-–]/u.test(name)) return 'name_odd_characters'
  if (!/\p{L}/u.test(name)) return 'name_odd_characters'
  if (name.length > longest.fullName) return 'name_too_long'
  return undefined
}

/**
 * Text typed with the fonts of the years before Unicode (.VnTime and its family) shows as signs and
 * as capitals in the middle of words: `NguyÔn V¨n ¸nh`.
 */
export const looksLikeOldFont = (text: string): boolean =>
  /[\u00a1-\u00b3\u00b5-\u00bf\u00d7\u00f7]/.test(text) ||
  /\p{Ll}[ÀÁÂÃÈÉÊÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞß]\p{Ll}?/u.test(text)

/**
 * Capitals as names have them. A word written in one case throughout gets a capital in front, and so
 * does each part after an apostrophe or a hyphen; a word that mixes both is left as its owner has it.
 */
export const properCase = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/[’‘`´ʼ]/g, "'")
    .replace(/–/g, '-')
    .replace(/\s+/g, ' ')
    .split(' ')
    .map(properWord)
    .join(' ')

function properWord(word: string): string {
  const letters = word.replace(/[^\p{L}\p{M}]/gu, '')
  const inOneCase =
    letters === letters.toLowerCase() || (letters === letters.toUpperCase() && letters.length > 1)
  if (!inOneCase) return word
  return word
    .toLowerCase()
    .replace(
      /(^|['\-.])(\p{L})/gu,
      (_, before: string, letter: string) => before + letter.toUpperCase(),
    )
    .normalize('NFC')
}
