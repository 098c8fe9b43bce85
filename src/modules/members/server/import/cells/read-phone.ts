import { cellText, isFilled, type RawCell } from '#platform/server/workbook/raw-row.ts'
import type { Problem } from '../../../import-faults.ts'
import { nothing, type Reading, read, unread } from './reading.ts'

/** Prefixes of eleven-digit mobile numbers and what they became on 15 September 2018. */
const newPrefixes: Record<string, string> = {
  '0162': '032',
  '0163': '033',
  '0164': '034',
  '0165': '035',
  '0166': '036',
  '0167': '037',
  '0168': '038',
  '0169': '039',
  '0120': '070',
  '0121': '079',
  '0122': '077',
  '0126': '076',
  '0128': '078',
  '0123': '083',
  '0124': '084',
  '0125': '085',
  '0127': '081',
  '0129': '082',
  '0186': '056',
  '0188': '058',
  '0199': '059',
}

/**
 * Reads a mobile number into `+84…`: with spaces or dots, with `+84`, without the zero that Excel
 * takes away, from before 2018, several in one cell (the first that is one).
 */
export function readPhone(cell: RawCell | undefined): Reading<string> {
  if (!isFilled(cell)) return nothing
  const written = cellText(cell)
  const parts = written.split(/[;,/|]|\s-\s|\s(?:hoặc|và)\s/iu).filter((part) => /\d{3}/.test(part))
  const numbers = (parts.length > 0 ? parts : [written]).flatMap(separate).map(nationalNumber)
  const mobile = numbers.find((number) => isMobile(number.national))
  if (!mobile) {
    const isLandline = numbers.some(({ national }) => /^02\d{8,9}$/.test(national))
    return unread(isLandline ? 'phone_landline' : 'phone_unreadable', { value: written })
  }
  const remarks: Problem[] = []
  if (mobile.renumbered) {
    remarks.push({ code: 'phone_old_prefix', params: { value: written, phone: mobile.national } })
  }
  if (numbers.length > 1) {
    remarks.push({ code: 'phone_several', params: { value: written, phone: mobile.national } })
  }
  return read(`+84${mobile.national.slice(1)}`, ...remarks)
}

const isMobile = (national: string) => /^0[35789]\d{8}$/.test(national)

/** Two whole numbers with nothing but a space between them. */
function separate(part: string): string[] {
  const two = /^\s*((?:\+?84|0)[\d.\s]{8,13}?)\s+(0[35789][\d.\s]{8,12})$/.exec(part)
  return two?.[1] && two[2] && isMobile(nationalNumber(two[1]).national) ? [two[1], two[2]] : [part]
}

function nationalNumber(part: string): { national: string; renumbered: boolean } {
  const digits = part.replace(/\D/g, '')
  const withZero = digits
    .replace(/^(00)?84(?=0?[1-9]\d{8,9}$)/, '0')
    .replace(/^00(?=[35789]\d{8}$)/, '0')
    .replace(/^(?=[35789]\d{8}$)/, '0')
    .replace(/^(?=1[2689]\d{8}$)/, '0')
  const renewed = withZero.length === 11 ? newPrefixes[withZero.slice(0, 4)] : undefined
  return renewed
    ? { national: renewed + withZero.slice(4), renumbered: true }
    : { national: withZero, renumbered: false }
}
