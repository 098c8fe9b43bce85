import { dayFromSerial, daysFrom1900To1904 } from './excel-serial.ts'
import { ImportFileProblem } from './import-file-problem.ts'
import type { ImportLimits } from './limits.ts'
import { isFilled, type RawCell, type RawRow } from './raw-row.ts'
import { attribute, readXml, xmlSteps } from './read-xml.ts'
import { readDateStyles } from './xlsx-styles.ts'
import type { ZipArchive } from './zip-archive.ts'

export interface SheetInfo {
  name: string
  hidden: boolean
}

interface XlsxSheet extends SheetInfo {
  part: string
}

interface Meaning {
  texts: string[]
  dateStyles: Set<number>
  startsIn1904: boolean
}

/**
 * Reads a workbook of the xlsx format. Our own reader, because rows must flow at the pace of whoever
 * takes them, and because a hostile file must meet a limit before it meets the end of the memory.
 */
export async function openXlsx(zip: ZipArchive, limits: ImportLimits) {
  const rootLinks = await readLinks(zip, '_rels/.rels', '', limits)
  const workbookPart = rootLinks.find((link) => link.type === 'officeDocument')?.target
  if (!workbookPart || !zip.has(workbookPart)) throw new ImportFileProblem('damaged')
  const folder = workbookPart.slice(0, workbookPart.lastIndexOf('/') + 1)
  const linksPart = `${folder}_rels/${workbookPart.slice(folder.length)}.rels`
  const links = await readLinks(zip, linksPart, folder, limits)
  const { sheets, startsIn1904 } = await readSheetList(zip, workbookPart, links, limits)
  const partOf = (type: string) =>
    links.find((link) => link.type === type && zip.has(link.target))?.target

  let meaning: Promise<Meaning> | undefined
  const readMeaning = async (): Promise<Meaning> => {
    const texts = partOf('sharedStrings')
    const styles = partOf('styles')
    return {
      startsIn1904,
      texts: texts
        ? await readSharedTexts(zip.unpack(texts, limits.sharedTextBytes), limits.sharedTexts)
        : [],
      dateStyles: styles ? await readDateStyles(zip.unpack(styles, limits.partBytes)) : new Set(),
    }
  }

  async function* rows(index: number): AsyncGenerator<RawRow> {
    const sheet = sheets[index]
    if (!sheet) throw new ImportFileProblem('no_such_sheet')
    meaning ??= readMeaning()
    yield* readRows(zip.unpack(sheet.part, limits.sheetBytes), await meaning, limits)
  }
  return { sheets: sheets.map(({ name, hidden }): SheetInfo => ({ name, hidden })), rows }
}

interface Link {
  id: string
  type: string
  target: string
}

async function readLinks(zip: ZipArchive, part: string, folder: string, limits: ImportLimits) {
  if (!zip.has(part)) throw new ImportFileProblem('damaged')
  const links: Link[] = []
  await readXml(zip.unpack(part, limits.partBytes), {
    open: (name, attributes) => {
      if (name !== 'Relationship') return
      const target = attribute(attributes, 'Target') ?? ''
      links.push({
        id: attribute(attributes, 'Id') ?? '',
        type: (attribute(attributes, 'Type') ?? '').split('/').at(-1) ?? '',
        target: target.startsWith('/') ? target.slice(1) : resolvePath(folder + target),
      })
    },
  })
  return links
}

function resolvePath(path: string): string {
  const steps: string[] = []
  for (const step of path.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.') steps.push(step)
  }
  return steps.join('/')
}

async function readSheetList(
  zip: ZipArchive,
  part: string,
  links: Link[],
  limits: ImportLimits,
): Promise<{ sheets: XlsxSheet[]; startsIn1904: boolean }> {
  const sheets: XlsxSheet[] = []
  let startsIn1904 = false
  await readXml(zip.unpack(part, limits.partBytes), {
    open: (name, attributes) => {
      if (name === 'workbookPr') {
        startsIn1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '')
      } else if (name === 'sheet') {
        const id = / (?:\w+:)id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1]
        const link = links.find((link) => link.id === id)
        // A sheet may also be a chart, which has no rows.
        if (link?.type !== 'worksheet' || !zip.has(link.target)) return
        sheets.push({
          name: attribute(attributes, 'name') ?? '',
          hidden: (attribute(attributes, 'state') ?? 'visible') !== 'visible',
          part: link.target,
        })
      }
    },
  })
  if (sheets.length === 0) throw new ImportFileProblem('empty')
  return { sheets, startsIn1904 }
}

/** Texts that cells point to. Reading aids above East Asian text (`rPh`) are not part of them. */
async function readSharedTexts(pieces: AsyncIterable<Uint8Array>, most: number): Promise<string[]> {
  const texts: string[] = []
  let text = ''
  let inText = false
  let inAid = false
  await readXml(pieces, {
    wantsText: () => inText && !inAid,
    text: (piece) => {
      text += piece
    },
    open: (name) => {
      if (name === 't') inText = true
      else if (name === 'rPh') inAid = true
      else if (name === 'si') text = ''
    },
    close: (name) => {
      if (name === 't') inText = false
      else if (name === 'rPh') inAid = false
      else if (name === 'si' && texts.push(unescapeOffice(text)) > most)
        throw new ImportFileProblem('too_large')
    },
  })
  return texts
}

/** Office writes characters that XML does not allow as `_x000D_`. */
const unescapeOffice = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text

async function* readRows(
  pieces: AsyncIterable<Uint8Array>,
  meaning: Meaning,
  limits: ImportLimits,
): AsyncGenerator<RawRow> {
  let ready: RawRow[] = []
  let number = 0
  let cells: RawCell[] = []
  let column = -1
  let kind = ''
  let style = -1
  let text = ''
  let inValue = false
  let inAid = false

  const steps = xmlSteps(pieces, {
    wantsText: () => inValue && !inAid,
    text: (piece) => {
      text += piece
    },
    open: (name, attributes) => {
      if (name === 'c') {
        const reference = attribute(attributes, 'r')
        column = reference ? columnOf(reference) : column + 1
        kind = attribute(attributes, 't') ?? 'n'
        style = Number(attribute(attributes, 's') ?? -1)
        text = ''
      } else if (name === 'v' || name === 't') inValue = true
      else if (name === 'rPh') inAid = true
      else if (name === 'row') {
        number = Number(attribute(attributes, 'r') ?? number + 1)
        cells = []
        column = -1
      }
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false
      else if (name === 'rPh') inAid = false
      else if (name === 'c') {
        const value = cellValue(kind, style, text, meaning)
        if (!isFilled(value)) return
        if (column >= limits.columns)
          throw new ImportFileProblem('too_many_columns', { row: number })
        while (cells.length < column) cells.push(null)
        cells[column] = value
      } else if (name === 'row' && cells.length > 0) {
        ready.push({ number, cells })
      }
    },
  })

  let count = 0
  for await (const _ of steps) {
    count += ready.length
    if (count > limits.rows) throw new ImportFileProblem('too_many_rows', { rows: limits.rows })
    yield* ready
    ready = []
  }
}

function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) & ~32
    if (letter < 65 || letter > 90) break
    column = column * 26 + (letter - 64)
  }
  return column - 1
}

function cellValue(kind: string, style: number, text: string, meaning: Meaning): RawCell {
  if (text === '') return null
  switch (kind) {
    case 's':
      return meaning.texts[Number(text)] ?? null
    case 'b':
      return text === '1' || text === 'true' ? 'TRUE' : 'FALSE'
    case 'd': {
      const at = new Date(`${text.slice(0, 10)}T00:00:00Z`)
      return Number.isNaN(at.getTime()) ? text : at
    }
    case 'n':
      return numberValue(text, meaning.dateStyles.has(style), meaning.startsIn1904)
    default:
      return unescapeOffice(text)
  }
}

function numberValue(text: string, isDate: boolean, startsIn1904: boolean): RawCell {
  const number = Number(text)
  if (Number.isNaN(number)) return text
  if (!isDate) return number
  const day = dayFromSerial(startsIn1904 ? number + daysFrom1900To1904 : number)
  return day ? new Date(`${day}T00:00:00Z`) : number
}
