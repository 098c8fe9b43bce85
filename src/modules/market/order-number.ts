/** Letters and figures that nobody takes for another: no I, L, O, 0, 1. Thirty-one, which is prime. */
const signs = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const prefix = 'XK'
const length = 7

/**
 * The last sign makes the sum of all, each weighted by its place, a multiple of 31; since that is prime, a
 * single wrong sign and two that changed places are always seen.
 */
function checkSign(body: string): string {
  const weighted = (text: string) =>
    [...text].reduce((sum, sign, at) => sum + (at + 1) * signs.indexOf(sign), 0)
  return [...signs].find((sign) => weighted(body + sign) % signs.length === 0) as string
}

/** A new order number such as `XK7K2M9PQA`, out of random bytes; 27 thousand million of them. */
export function makeOrderNumber(random: (bytes: number) => Uint8Array): string {
  let body = ''
  while (body.length < length)
    // Bytes above 247 would make the first signs more likely than the others.
    for (const byte of random(length))
      if (byte < 248 && body.length < length) body += signs[byte % signs.length]
  return prefix + body + checkSign(body)
}

export const isOrderNumber = (text: string): boolean => {
  const found = /^XK([A-Z0-9]{7})([A-Z0-9])$/.exec(text)
  const [, body = '', check] = found ?? []
  return (
    found !== null && [...body].every((sign) => signs.includes(sign)) && checkSign(body) === check
  )
}

/** What a bank leaves of a memo: capitals and figures, spaces and line ends gone. */
const bare = (memo: string): string =>
  memo
    .normalize('NFD')
    .replace(/[đĐ]/g, 'D')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')

/** The order numbers in a memo, wherever they stand and however a bank broke its lines. */
export function orderNumbersIn(memo: string): string[] {
  const found = [...bare(memo).matchAll(/(?=(XK[A-Z0-9]{8}))/g)].map((match) => match[1] as string)
  return [...new Set(found.filter(isOrderNumber))]
}

/** Whether a memo holds this number but for one sign that is wrong, missing, or one too many. */
export function nearlyHolds(memo: string, orderNumber: string): boolean {
  const text = bare(memo)
  for (const size of [orderNumber.length - 1, orderNumber.length, orderNumber.length + 1])
    for (let at = 0; at + size <= text.length; at += 1)
      if (isOneOff(text.slice(at, at + size), orderNumber)) return true
  return false
}

function isOneOff(one: string, other: string): boolean {
  let start = 0
  while (start < one.length && one[start] === other[start]) start += 1
  const restOne = one.slice(start + (one.length >= other.length ? 1 : 0))
  const restOther = other.slice(start + (other.length >= one.length ? 1 : 0))
  return restOne === restOther
}
