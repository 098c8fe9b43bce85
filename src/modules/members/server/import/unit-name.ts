import { plainWords } from './plain-text.ts'

/** A unit's name, ready to be compared. */
export interface UnitName {
  /** Without words for kinds of unit: `nà nong` of `Chi đoàn thôn Nà Nong`, plain. */
  key: string
  /** The same with words that are as often part of a name: `ban may` of `xã Bản Máy`. */
  bare: string
  /** With the word for the kind of place, without those for the Union: `thon na nong`. */
  words: string
  /** The same as the key with diacritics, tone marks after their syllable. */
  toned: string
  /** The kind of place, where the name says it. */
  kind?: string
  /** Written without any diacritics. */
  isPlain: boolean
}

/** Words of the Union before a place; longer ones first. */
const unionWords = [
  'ban chap hanh',
  'doan tncs ho chi minh',
  'doan thanh nien',
  'doan tncs',
  'lien chi doan',
  'tinh doan',
  'thanh doan',
  'huyen doan',
  'thi doan',
  'xa doan',
  'phuong doan',
  'chi doan co so',
  'chi doan',
  'doan co so',
  'bch',
  'cd',
  'doan',
].map((words) => words.split(' '))

/** Words for kinds of place, and what they are abbreviated to. */
const placeKinds: readonly (readonly [words: string[], kind: string])[] = (
  [
    ['to dan pho', 'tdp'],
    ['tdp', 'tdp'],
    ['khu dan cu', 'khu'],
    ['khu pho', 'khu'],
    ['thi tran', 'thi tran'],
    ['thanh pho', 'thanh pho'],
    ['thi xa', 'thi xa'],
    ['thon', 'thon'],
    ['ban', 'thon'],
    ['xom', 'thon'],
    ['lang', 'thon'],
    ['to', 'tdp'],
    ['khu', 'khu'],
    ['khoi', 'khoi'],
    ['xa', 'xa'],
    ['phuong', 'phuong'],
    ['tt', 'thi tran'],
    ['tp', 'thanh pho'],
    ['huyen', 'huyen'],
    ['tinh', 'tinh'],
    ['truong', 'truong'],
    ['lop', 'lop'],
  ] as const
).map(([words, kind]) => [words.split(' '), kind] as const)

/** Kinds of place that are as often part of a name; before a number they are not. */
const partsOfNames: ReadonlySet<string> = new Set(['ban', 'lang', 'khu', 'to'])

const romans: Record<string, string> = {
  I: '1',
  II: '2',
  III: '3',
  IV: '4',
  V: '5',
  VI: '6',
  VII: '7',
  VIII: '8',
  IX: '9',
  X: '10',
}

/** Reads a unit's name. A name that consists of such words only keeps the last of them. */
export function readUnitName(text: string): UnitName {
  const written = tokensOf(text)
  let tokens = written.map((token) => sameWriting(plainWords(token)))
  const wholePlain = tokens
  let start = 0
  for (let cut = leading(tokens, unionWords); cut > 0; cut = leading(tokens, unionWords)) {
    tokens = tokens.slice(cut)
    start += cut
  }
  const words = tokens.join(' ')
  let kind: string | undefined
  let bare: string | undefined
  for (;;) {
    const found = placeKinds.find(([kindWords]) => startsWith(tokens, kindWords))
    if (!found || found[0].length >= tokens.length) break
    const rest = tokens.slice(found[0].length)
    const mayBeName = partsOfNames.has(found[0].join(' ')) && !/^\d+$/.test(rest[0] ?? '')
    if (!mayBeName) kind ??= found[1]
    else bare ??= tokens.join(' ')
    tokens = rest
    start += found[0].length
  }
  const own = written.slice(start)
  return {
    key: tokens.join(' '),
    bare: bare ?? tokens.join(' '),
    words,
    kind,
    toned: own.map(tonedWord).join(' '),
    isPlain: written.every((token, i) => sameWriting(token.toLowerCase()) === wholePlain[i]),
  }
}

/**
 * Roman numerals become numbers, but in a text of capitals `VI`, `V`, `X` and `I` may be syllables or
 * abbreviations: there the single letters count only at the end, as in `NÀ NONG I`, and `VI` only at the
 * end behind the word for a kind of place, so that `PẢ VI HẠ`, `SÀ VI` and `VI XUYÊN` stay what they are.
 */
function tokensOf(text: string): string[] {
  const tokens = text
    .normalize('NFC')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
  const isCapitals = tokens.every((token) => token === token.toUpperCase())
  return tokens.map((token, at) => {
    const number = romans[token]
    if (!number) return token
    const isClear = !isCapitals || !['I', 'V', 'X', 'VI'].includes(token)
    if (isClear) return number
    if (at < tokens.length - 1) return token
    const before = tokens.slice(0, at).map(plainWords)
    return token !== 'VI' || kindWords.some((words) => endsWith(before, words)) ? number : token
  })
}

const kindWords = [...unionWords, ...placeKinds.map(([words]) => words)]
const endsWith = (tokens: readonly string[], words: readonly string[]) =>
  words.length <= tokens.length && words.every((word, i) => tokens.at(i - words.length) === word)

/** `Mỹ` and `Mĩ`, `Thôn 3` and `Thôn 03` are the same. */
const sameWriting = (token: string) =>
  /^\d+$/.test(token) ? String(Number(token)) : token.replaceAll('y', 'i')

function leading(tokens: readonly string[], phrases: readonly (readonly string[])[]): number {
  // "Đoàn Kết", unity, is what a great many villages are called; it is no union of a place "Kết".
  if (startsWith(tokens, ['doan', 'ket'])) return 0
  const found = phrases.find((phrase) => startsWith(tokens, phrase))
  return found && found.length < tokens.length ? found.length : 0
}

const startsWith = (tokens: readonly string[], phrase: readonly string[]) =>
  phrase.every((word, i) => tokens[i] === sameWriting(word))

/** A syllable with its tone mark last, so that `hoà` and `hòa` are equal. */
function tonedWord(token: string): string {
  const marks = [...sameWriting(token.toLowerCase()).normalize('NFD')]
  const isTone = (mark: string) => /[\u0300\u0301\u0303\u0309\u0323]/.test(mark)
  const letters = marks.filter((mark) => !isTone(mark)).join('')
  return letters.replaceAll('y', 'i') + marks.filter(isTone).join('')
}

/**
 * The places that a text names, the unit and what it belongs to: parted by commas, brackets, dashes,
 * or by the word for a higher place (`thôn Nà Nong xã Lũng Cú`).
 */
export const placeWords = (text: string): string[] =>
  text
    .normalize('NFC')
    .replace(
      /(?<=\S)\s+(?=(xã|phường|thị trấn|huyện|tỉnh|thành phố)\s)/giu,
      (gap, _, at: number) =>
        /(^|[^\p{L}])(đoàn|cơ sở)$/iu.test(text.normalize('NFC').slice(0, at)) ? gap : ', ',
    )
    .split(/[,;()/|]|\s[-–—]\s|\sthuộc\s/iu)
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part))

/** Whether two plain names differ by a letter, or by two where they are long. */
export function isNear(one: string, other: string): boolean {
  const most = Math.min(one.length, other.length) >= 9 ? 2 : 1
  if (Math.min(one.length, other.length) < 4 || Math.abs(one.length - other.length) > most)
    return false
  if (one.replace(/\D/g, '') !== other.replace(/\D/g, '')) return false
  return distance(one, other) <= most
}

function distance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (let i = 1; i <= one.length; i++) {
    const current = [i]
    for (let j = 1; j <= other.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[other.length] ?? 0
}
