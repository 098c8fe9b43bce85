import type { DecisionTable, ReadRow, TableFault } from './decision-row.ts'
import { takeKind, unionTypeOf } from './place-kinds.ts'
import { longestCell, numberRows, readRow } from './read-row.ts'
import { splitMentions } from './split-mentions.ts'

interface Statement {
  line: number
  text: string
}

/** What a new name ends at. */
const name = '([^,;:.\\n]+?)'
const kinds = '(?:xã|phường|thị trấn|đặc khu)'

/** How decisions say that something becomes something; the groups are what was and what comes. */
const forms: readonly { pattern: RegExp; old: number; new: number }[] = [
  {
    // Thành lập xã A trên cơ sở nhập toàn bộ … của xã B, xã C và một phần xã D
    pattern: new RegExp(
      `^thành lập\\s+(${kinds}\\s+[^,;:]+?)\\s*,?\\s+(?:trên cơ sở|từ|bằng cách)\\s+(?:(?:sắp xếp|sáp nhập|hợp nhất|nhập)\\s+)?(.+)$`,
      'isu',
    ),
    new: 1,
    old: 2,
  },
  {
    // Sắp xếp … của các xã B, C và D thành xã mới có tên gọi là xã A
    pattern: new RegExp(
      `^(?:(?:sắp xếp|sáp nhập|hợp nhất|nhập|đổi tên|điều chỉnh|chuyển)\\s+)?(.+?)\\s+(?:để\\s+)?(?:thành lập|thành)\\s+(?:một\\s+)?(?:(?:${kinds}|đơn vị hành chính)\\s+mới\\s+)?(?:có tên gọi|có tên|lấy tên|tên gọi|mang tên)?\\s*(?:là\\s+)?(${kinds}\\s+${name})(?:\\s*[.;,].*)?$`,
      'isu',
    ),
    old: 1,
    new: 2,
  },
  {
    // Nhập xã B, xã C vào xã A
    pattern: new RegExp(
      `^(?:sắp xếp|sáp nhập|hợp nhất|nhập)\\s+(.+?)\\s+vào\\s+(${kinds}\\s+${name})[.;]?$`,
      'isu',
    ),
    old: 1,
    new: 2,
  },
  // Xã A: xã B, xã C
  { pattern: /^((?:[^:\s]+\s+){1,7}?[^:\s]+?)\s*(?::|←|<-|\s[-–—=]\s)\s*(.+)$/su, new: 1, old: 2 },
]

/** `… không thực hiện sắp xếp là các xã A, B`, `Giữ nguyên xã A`, `Xã A giữ nguyên`. */
const unchanged = [
  /(?:không (?:thực hiện )?(?:sắp xếp|sáp nhập)|giữ nguyên)\s*(?:là|gồm|gồm có|:)\s*:?\s*(.+)$/isu,
  /^(?:giữ nguyên|không (?:thực hiện )?(?:sắp xếp|sáp nhập))(?:\s+hiện trạng)?\s+(.+)$/isu,
  /^(.+?)\s*,?\s+(?:được\s+)?(?:giữ nguyên|không (?:thực hiện )?(?:sắp xếp|sáp nhập)|không thay đổi)(?:\s.*)?$/isu,
]

/**
 * Reads sentences of a decision, one or several a line, numbered or not. A line that names a commune
 * and cannot be read is a row with a fault; every other line is left out. Nothing without any row.
 */
export function readSentences(text: string): DecisionTable | undefined {
  const rows = statements(text).flatMap(readStatement)
  const isTable = rows.some((row) => row.newName !== '')
  return isTable ? { rows: numberRows(rows) } : undefined
}

function readStatement({ line, text }: Statement): ReadRow[] {
  if (text.length > longestCell) return unreadable(line, text)
  const stayed = readUnchanged(text)
  if (stayed) return stayed.map((newName) => readRow(line, newName, 'giữ nguyên'))
  for (const form of forms) {
    const found = form.pattern.exec(text)
    const newName = found?.[form.new] ?? ''
    if (found && hasUnion(newName)) return [withSelf(line, newName, found[form.old] ?? '', text)]
  }
  const namesUnion = /(?:^|[^\p{L}])(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu)\s+\p{Lu}/u
  return namesUnion.test(text) ? unreadable(line, text) : []
}

function unreadable(line: number, text: string): ReadRow[] {
  const params = { text: text.length > 80 ? `${text.slice(0, 79)}…` : text }
  const faults: TableFault[] = [{ code: 'line_unreadable', params }]
  return [{ line, newName: '', predecessors: [], unchanged: false, faults }]
}

/** What goes into a unit that bears the name already is joined to it: `nhập xã B vào xã A`. */
function withSelf(line: number, newName: string, old: string, text: string): ReadRow {
  const isInto = /\svào\s/iu.test(text) && !/\s(?:thành|thành lập)\s/iu.test(text)
  return readRow(line, newName, isInto ? `${old}, ${newName}` : old)
}

function readUnchanged(text: string): string[] | undefined {
  if (/:\s*(?:giữ nguyên|không)/iu.test(text)) return undefined
  for (const pattern of unchanged) {
    const names = pattern.exec(text)?.[1]
    if (names === undefined || /(?:^|\s)(?:sắp xếp|thành lập|nhập)\s/iu.test(names)) continue
    const mentions = splitMentions(names).filter(
      ({ kind, written }) => kind !== undefined && unionTypeOf(kind) && /\p{Lu}|\d/u.test(written),
    )
    if (mentions.length === 0) continue
    return mentions.map(({ written, kind }) =>
      hasUnion(written) || !kind ? written : `${capital[kind] ?? ''} ${written}`,
    )
  }
  return undefined
}

const capital: Partial<Record<string, string>> = {
  commune: 'Xã',
  ward: 'Phường',
  township: 'Thị trấn',
  special_zone: 'Đặc khu',
}

function hasUnion(text: string): boolean {
  const { kind } = takeKind(text.trim())
  return kind !== undefined && unionTypeOf(kind) !== undefined
}

const ordinal =
  /^\s*(?:điều\s+\d{1,3}[.:]\s*|khoản\s+\d{1,3}[.:]?\s*|\(?\d{1,3}[.)]\s*|[a-zđ]\)\s*|[-–—+•*]\s+)+/iu
const begins =
  /^(?:thành lập|sắp xếp|sáp nhập|hợp nhất|nhập|đổi tên|giữ nguyên|điều chỉnh|sau khi sắp xếp)\s/iu
const isLabelled = (text: string) => /^\p{Lu}[^:]{1,60}:/u.test(text)

/** Sentences: numbered, parted by semicolons or full stops, or broken over lines by a document's width. */
function statements(text: string): Statement[] {
  const found: (Statement & { isOver: boolean })[] = []
  text.split('\n').forEach((line, index) => {
    const own = line.replace(ordinal, '').trim()
    if (own === '') {
      const last = found.at(-1)
      if (last) last.isOver = true
      return
    }
    const last = found.at(-1)
    const goesOn =
      last &&
      !last.isOver &&
      !ordinal.test(line) &&
      !begins.test(own) &&
      !isLabelled(own) &&
      !stands(last.text, own)
    if (goesOn) {
      last.text += ` ${own}`
      last.isOver = /[.;]$/.test(own)
    } else found.push({ line: index + 1, text: own, isOver: /[.;]$/.test(own) })
  })
  return found.flatMap(({ line, text: whole }) =>
    whole
      .split(
        /;\s+(?=(?:thành lập|sắp xếp|sáp nhập|hợp nhất|nhập|đổi tên)\s)|\.\s+(?=\p{Lu})(?<!(?:TT|P|TP|TX|H|Q|X|T)\.\s+)/u,
      )
      .map((part) => ({ line, text: part.replace(/[.;\s]+$/, '') })),
  )
}

/** A line that is a statement by itself after another: `Xã A giữ nguyên`. */
const stands = (before: string, own: string) =>
  /[^,]$/.test(before) &&
  !/\s(?:và|của|xã|phường|là)$/iu.test(before) &&
  hasUnion(own) &&
  /giữ nguyên|không (?:thực hiện )?s/iu.test(own)
