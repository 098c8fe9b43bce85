export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258'

export interface DecodedText {
  /** Unicode composed (NFC), without a byte order mark. */
  text: string
  encoding: Encoding
  /** Whether the file itself said so by a byte order mark; otherwise it was found by looking. */
  marked: boolean
}

/**
 * Reads the bytes of a text file as Vietnamese programs write them: UTF-8, UTF-16 (Excel's "Unicode
 * text") or Windows-1258 (Excel's "CSV" on a Vietnamese Windows, tone marks apart from their letters).
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = markedEncoding(bytes)
  const encoding = marked ?? guessEncoding(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  return { text: text.normalize('NFC'), encoding, marked: marked !== undefined }
}

function markedEncoding(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

function guessEncoding(bytes: Uint8Array): Encoding {
  return guessUtf16(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1258')
}

/**
 * A table always has commas, digits, spaces or line ends, whose upper byte in UTF-16 is zero; no
 * other text has zero bytes at all.
 */
function guessUtf16(bytes: Uint8Array): Encoding | undefined {
  let even = 0
  let odd = 0
  const sample = Math.min(bytes.length, 1 << 16)
  for (let i = 0; i < sample; i++) {
    if (bytes[i] !== 0) continue
    if (i % 2 === 0) even++
    else odd++
  }
  if (even + odd === 0 || bytes.length % 2 !== 0) return undefined
  if (odd >= 8 * even) return 'utf-16le'
  if (even >= 8 * odd) return 'utf-16be'
  return undefined
}

/**
 * Whether the bytes are UTF-8. One spoilt character in a hundred is forgiven: a file that was cut or
 * mended by a careless program is still better read as what it mostly is.
 */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes)
    let spoilt = 0
    let whole = 0
    for (const character of text) {
      if (character === '\ufffd') spoilt++
      else if (character > '\u007f') whole++
    }
    return spoilt * 100 <= whole
  }
}
