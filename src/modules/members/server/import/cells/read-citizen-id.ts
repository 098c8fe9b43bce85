import { cellText, isFilled, type RawCell } from '#platform/server/workbook/raw-row.ts'
import type { Problem } from '../../../import-faults.ts'
import type { PartialDay } from '../../../import-shapes.ts'
import type { Sex } from './read-sex.ts'
import { nothing, type Reading, read, unread } from './reading.ts'

/** Codes of the 63 provinces in which a birth could be registered before 2025; they stay valid. */
const provinces = new Set(
  (
    '001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 ' +
    '037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 ' +
    '077 079 080 082 083 084 086 087 089 091 092 093 094 095 096'
  ).split(' '),
)

/** What else the row says about the person, to hold against the number. */
export interface KnownOfPerson {
  birth?: PartialDay
  sex?: Sex
}

/**
 * Reads a citizen's number (12 digits) or an old identity card's (9). Zeros that Excel took away are
 * put back; where birth date and sex do not confirm it, that is said. A number that disagrees with
 * them is only a warning: the number may be right and the list wrong.
 */
export function readCitizenId(
  cell: RawCell | undefined,
  known: KnownOfPerson = {},
): Reading<string> {
  if (!isFilled(cell)) return nothing
  const written = cellText(cell)
  if (/^\d+([.,]\d+)?e\+?\d+$/i.test(written))
    return unread('citizen_id_rounded', { value: written })
  const digits = written.replace(/^(cccd|cmnd|căn cước|số)[\s:.]*/iu, '').replace(/[\s.\-'’"]/g, '')
  if (!/^\d{8,12}$/.test(digits)) return unread('citizen_id_unreadable', { value: written })
  if (digits.length === 9) return read(digits)
  // Eight digits are an old card's number without its zero; ten and eleven a citizen's.
  const restored = digits.padStart(digits.length === 8 ? 9 : 12, '0')
  const doubts = restored.length === 12 ? doubtsAbout(restored, known) : []
  if (restored !== digits && !isConfirmed(restored, known)) {
    doubts.push({ code: 'citizen_id_restored', params: { value: written, number: restored } })
  }
  return read(restored, ...doubts)
}

/** Sex and birth year inside the number: its fourth digit is century and sex (0/1 = 19.., 2/3 = 20..). */
function contentsOf(number: string): { year: number; sex: Sex } {
  const century = Number(number[3])
  return {
    year: 1900 + Math.floor(century / 2) * 100 + Number(number.slice(4, 6)),
    sex: century % 2 === 0 ? 'male' : 'female',
  }
}

function isConfirmed(number: string, known: KnownOfPerson): boolean {
  if (number.length !== 12 || !known.birth) return false
  const { year, sex } = contentsOf(number)
  return (
    provinces.has(number.slice(0, 3)) && year === known.birth.year && (known.sex ?? sex) === sex
  )
}

function doubtsAbout(number: string, known: KnownOfPerson): Problem[] {
  const { year, sex } = contentsOf(number)
  const doubts: Problem[] = []
  if (!provinces.has(number.slice(0, 3))) {
    doubts.push({
      code: 'citizen_id_province',
      params: { value: number, province: number.slice(0, 3) },
    })
  }
  if (known.birth && known.birth.year !== year) {
    doubts.push({
      code: 'citizen_id_birth',
      params: { value: number, year, birth: known.birth.year },
    })
  }
  if (known.sex && known.sex !== sex)
    doubts.push({ code: 'citizen_id_sex', params: { value: number, sex } })
  return doubts
}
