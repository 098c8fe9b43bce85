import type { UnitType } from '#modules/units/index.ts'

/** What a place is to the State, as decisions name it. */
export type PlaceKind =
  | 'commune'
  | 'ward'
  | 'township'
  | 'special_zone'
  | 'district'
  | 'town'
  | 'city'
  | 'province'

/** The word of each kind as an officer reads it; it stands in reasons, in either language. */
export const kindWords: Readonly<Record<PlaceKind, string>> = {
  commune: 'xã',
  ward: 'phường',
  township: 'thị trấn',
  special_zone: 'đặc khu',
  district: 'huyện',
  town: 'thị xã',
  city: 'thành phố',
  province: 'tỉnh',
}

/** The kinds whose unions are the units of a decision's table. */
const unionTypes = {
  commune: 'commune_union',
  ward: 'ward_union',
  township: 'township_union',
  // A special zone is governed like a commune; the name keeps its own word.
  special_zone: 'commune_union',
} as const satisfies Partial<Record<PlaceKind, UnitType>>

/** The type of the union of a place; nothing for a place above communes. */
export const unionTypeOf = (kind: PlaceKind): UnitType | undefined =>
  kind in unionTypes ? unionTypes[kind as keyof typeof unionTypes] : undefined

/** The kind of place whose union a unit is; nothing for branches, schools, agencies and districts. */
export const kindOfUnion = (type: UnitType): PlaceKind | undefined =>
  (Object.keys(unionTypes) as (keyof typeof unionTypes)[]).find((kind) => unionTypes[kind] === type)

/** Words and abbreviations before a name, in small letters; longer ones first. */
const writtenKinds: readonly (readonly [RegExp, PlaceKind])[] = [
  [/^thị trấn\s+/, 'township'],
  [/^tt(?:\.\s*|\s+)/, 'township'],
  [/^thị xã\s+/, 'town'],
  [/^tx(?:\.\s*|\s+)/, 'town'],
  [/^thành phố\s+/, 'city'],
  [/^tp(?:\.\s*|\s+)/, 'city'],
  [/^đặc khu\s+/, 'special_zone'],
  [/^phường\s+/, 'ward'],
  [/^p(?:\.\s*|\s+|(?=\d))/, 'ward'],
  [/^xã\s+/, 'commune'],
  [/^x\.\s*/, 'commune'],
  [/^(?:huyện|quận)\s+/, 'district'],
  [/^[hq]\.\s*/, 'district'],
  [/^tỉnh\s+/, 'province'],
  [/^t\.\s*/, 'province'],
  // Without diacritics "xa" and "phuong" also begin names (Xà Phìn, Phương Độ): two words must follow.
  [/^thi tran\s+/, 'township'],
  [/^xa\s+(?=\w+\s+\w)/, 'commune'],
  [/^phuong\s+(?=\w+\s+\w)/, 'ward'],
]

/** `Huyện đoàn Mèo Vạc`, `Xã đoàn Pả Vi`: the Union's own way of saying the kind. */
const unionsOfKinds: readonly (readonly [RegExp, PlaceKind])[] = [
  [/^thị trấn đoàn\s+/, 'township'],
  [/^(?:huyện|quận) đoàn\s+/, 'district'],
  [/^phường đoàn\s+/, 'ward'],
  [/^xã đoàn\s+/, 'commune'],
  [/^thành đoàn\s+/, 'city'],
  [/^thị đoàn\s+/, 'town'],
  [/^tỉnh đoàn\s+/, 'province'],
]

const unionWords =
  /^(?:(?:ban chấp hành|bch)\s+)?(?:đoàn tncs hồ chí minh|đoàn thanh niên cộng sản hồ chí minh|đoàn thanh niên|đoàn tncs|đoàn)\s+/

/**
 * Takes the words for its kind from the front of a name: `Đoàn xã Pả Vi` is the commune `Pả Vi`. A
 * name that would be nothing without them stays whole.
 */
export function takeKind(text: string): { kind?: PlaceKind; rest: string } {
  const small = text.toLowerCase()
  const union = unionWords.exec(small)?.[0].length ?? 0
  return (
    cut(text, 0, unionsOfKinds) ??
    cut(text, union, writtenKinds) ??
    cut(text, 0, writtenKinds) ?? { rest: text }
  )
}

function cut(text: string, from: number, kinds: readonly (readonly [RegExp, PlaceKind])[]) {
  const own = text.slice(from)
  for (const [pattern, kind] of kinds) {
    const length = pattern.exec(own.toLowerCase())?.[0].length ?? 0
    if (length > 0 && length < own.length) return { kind, rest: own.slice(length).trim() }
  }
  return undefined
}
