import { type NormalForms, normalForms, sameForm } from './normal-forms.ts'
import { type PlaceKind, takeKind } from './place-kinds.ts'

/** A place above, given to tell two of the same name apart: `(huyện Đồng Văn)`. */
export interface Qualifier {
  kind?: PlaceKind
  /** Without its kind, as written. */
  name: string
  forms: NormalForms
}

/** A written name taken apart. */
export interface PlaceName {
  kind?: PlaceKind
  /** Without its kind and what stands behind it, as written: `Pả Vi`. */
  name: string
  forms: NormalForms
  /** Of a township called after its farm (`Nông trường Việt Lâm`): the name without those words. */
  farm?: NormalForms
  /** The places it is said to be in, from the nearest up. */
  within: readonly Qualifier[]
  /** Written without any diacritics, or with a letter that has none anyway. */
  isPlain: boolean
}

/** Reads a name as decisions write it: `Xã Tân Thành (huyện Hàm Yên)`, `TT. Mèo Vạc`, `Đoàn xã Pả Vi`. */
export function readPlaceName(written: string): PlaceName {
  const text = tidy(written)
  const brackets = [...text.matchAll(/\(([^()]*)\)?|\[([^\]]*)\]?/g)].map(
    (match) => match[1] ?? match[2] ?? '',
  )
  const [own = '', ...above] = text
    .replace(/\([^()]*\)?|\[[^\]]*\]?/g, ' ')
    .trim()
    .split(/\s+(?:thuộc\s+)?(?=(?:huyện|quận|thị xã|thành phố|tỉnh|tp\.?|tx\.?|h\.)\s)/iu)
  const { kind, rest } = takeKind(own.trim())
  const name = rest.replace(/^(nt\.?)\s+/i, 'Nông trường ')
  const farm = /^(?:nông|lâm) trường\s+(.+)$/i.exec(name)?.[1]
  return {
    kind,
    name,
    forms: normalForms(name),
    farm: farm === undefined ? undefined : normalForms(farm),
    within: [...above, ...brackets].flatMap(readQualifiers),
    isPlain: /^[\x20-\x7f]*$/.test(name),
  }
}

const tidy = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[\s\u200b\ufeff]+/gu, ' ')
    .replace(/^["“”'\s]+|["“”'*:;.,\s]+$/gu, '')

/** Words in brackets that are no place. */
const remarks = /^(?:cũ|mới|nay|trước đây|một phần|phần còn lại|toàn bộ|giữ nguyên|[\d*]+)?$/

const readQualifiers = (text: string): Qualifier[] =>
  text
    .split(/[,;]|\s[-–—]\s/)
    .map((part) => part.replace(/^\s*(?:thuộc|của)\s+/i, '').trim())
    .filter((part) => !remarks.test(sameForm(part)))
    .map((part) => {
      const { kind, rest } = takeKind(part)
      return { kind, name: rest, forms: normalForms(rest) }
    })
