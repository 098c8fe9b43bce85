import type { WrittenMention } from './mention.ts'
import { sameForm } from './normal-forms.ts'
import { type PlaceKind, takeKind } from './place-kinds.ts'

/** Stands for the words that say "only a part of" while a cell is taken apart. */
const partMark = '\ue000'

/** What decisions say goes over: area and population, in many orders. */
const substance =
  '(?:diện tích tự nhiên|diện tích|quy mô dân số|dân số|địa giới hành chính|nguyên trạng)'
const substances = `${substance}(?:(?:\\s*,\\s*|\\s+và\\s+|\\s+)${substance})*`

/** Phrases that are said about names, and what stands for them. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/\s*\((?:[^()]*\s)?(?:một phần|phần còn lại)(?:\s[^()]*)?\)/giu, partMark],
  [
    /\s+(?:sau khi (?:sắp xếp|nhập|điều chỉnh|sáp nhập)|(?:theo )?quy định tại)(?:(?!\sthành\s|[;\n]|,(?!\s*(?:khoản|điều|điểm))|\svà\s(?!khoản|điểm)).)*/giu,
    '',
  ],
  [
    new RegExp(
      `(?<!\\p{L})(?:một phần(?:\\s+${substances})?|phần\\s+(?:${substances}\\s+)?còn lại(?:\\s+${substances})?)(?:\\s+của)?\\s+`,
      'giu',
    ),
    partMark,
  ],
  [new RegExp(`toàn bộ(?:\\s+${substances})?(?:\\s+của)?\\s+`, 'giu'), ' '],
  [new RegExp(`${substances}\\s+của\\s+`, 'giu'), ' '],
]

/** `1.`, `(2)`, `c)`, `-`, `•` before a name. */
const ordinal = /^\s*(?:\(?\d{1,3}[.)]\s*|\([a-zđ]\)\s*|[a-zđ]\)\s+|[-–—+•*]\s*)+/iu

/** `các xã`, `3 xã`, `gồm 03 đơn vị:`: words that announce several names. */
const several =
  /^(?:(?:bao\s+)?gồm\s+)?(?:các|những|cả|\d{1,2})\s+(xã|phường|thị trấn|đặc khu|đơn vị(?: hành chính)?(?: cấp xã)?)(?:\s*:\s*|\s+|$)/iu

const groupKinds: Record<string, PlaceKind | undefined> = {
  xã: 'commune',
  phường: 'ward',
  'thị trấn': 'township',
  'đặc khu': 'special_zone',
}

/** Kinds that stand above communes: behind a comma they say where the name before is. */
const above: ReadonlySet<PlaceKind> = new Set(['district', 'town', 'city', 'province'])

interface Group {
  kind?: PlaceKind
  /** `các xã A, B`: the kind is said of every name that follows. */
  isPlural: boolean
  part: boolean
}

/**
 * The names in a cell: parted by commas, semicolons, line ends, `và`; numbered or not. A type word
 * holds for the names after it until another comes; `một phần` holds for one name, or for all that a
 * `các` announces.
 */
export function splitMentions(cell: string): WrittenMention[] {
  const mentions: WrittenMention[] = []
  let group: Group = { isPlural: false, part: false }
  for (const piece of pieces(cell)) {
    const read = readPiece(piece, group)
    group = read.group
    if (read.mention === undefined) continue
    const before = mentions.at(-1)
    if (before && read.mention.kind && above.has(read.mention.kind)) {
      before.written += `, ${read.mention.written}`
    } else mentions.push(read.mention)
  }
  return mentions
}

function pieces(cell: string): string[] {
  let text = cell
    .normalize('NFC')
    .replace(/[^\S\n\r]+/g, ' ')
    .replace(/\s*[\n\r]\s*/g, '\n')
  for (const [pattern, word] of phrases) text = text.replace(pattern, word)
  return keepBrackets(text)
    .split(/[,;\n\r]|\s+&\s+|\s+\+\s+|\s(?=\(?\d{1,2}[.)]\s+\p{L})/u)
    .flatMap((part) =>
      // "Và" within a name is a capital one: Lao Và Chải. Where all are, a type word must follow.
      part.split(/\s+(?:và|cùng với|với)\s+|\s+VÀ\s+(?=(?:CÁC|XÃ|PHƯỜNG|THỊ TRẤN|MỘT)\s)/u),
    )
    .map((part) => part.replaceAll('\ue001', ','))
    .filter((part) => /\p{L}|\p{N}/u.test(part))
}

/** Commas within brackets belong to what the brackets say; semicolons too. */
const keepBrackets = (text: string) =>
  text.replace(/\([^()\n]*\)/g, (bracket) => bracket.replace(/[,;]/g, '\ue001'))

function readPiece(piece: string, group: Group): { mention?: WrittenMention; group: Group } {
  const part = piece.includes(partMark)
  // Said in front, it may be about all that "các" announces; said behind, about one name.
  const isInFront = part && !/\p{L}/u.test(piece.slice(0, piece.indexOf(partMark)))
  let text = squeeze(piece.replaceAll(partMark, ' ').replace(ordinal, ''))
    .replace(/^(?:và|của|từ|gồm|bao gồm|nhập|sáp nhập|hợp nhất)\s+/iu, '')
    .replace(/[.:]+$/, '')
  const announced = several.exec(text)
  let current = group
  if (announced) {
    const kind = groupKinds[sameForm(announced[1] ?? '')]
    current = { kind, isPlural: kind !== undefined, part: isInFront }
    text = text.slice(announced[0].length).trim()
  }
  if (text === '' || /^\d+$/.test(text)) return { group: current }
  const { kind } = takeKind(text)
  const ownKind = announced ? undefined : kind
  if (ownKind && !above.has(ownKind)) current = { kind: ownKind, isPlural: false, part: false }
  const written = text.replace(/\s+([,;])/g, '$1')
  return {
    mention: {
      written,
      kind: kind ?? current.kind,
      isPresumed: !kind && current.kind !== undefined && !current.isPlural,
      part: part || current.part,
    },
    group: current,
  }
}

const squeeze = (text: string) => text.replace(/[\s\u200b\ufeff]+/gu, ' ').trim()
