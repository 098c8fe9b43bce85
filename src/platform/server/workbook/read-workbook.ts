import { decodeText, type Encoding } from './decode-text.ts'
import { ImportFileProblem } from './import-file-problem.ts'
import { type ImportLimits, importLimits } from './limits.ts'
import { type Delimiter, guessDelimiter, parseCsv } from './parse-csv.ts'
import type { RawRow } from './raw-row.ts'
import { openXlsx, type SheetInfo } from './read-xlsx.ts'
import { openZip } from './zip-archive.ts'

export type { SheetInfo }

/** A spreadsheet whose rows can be read one after another, as often as one likes. */
export interface Workbook {
  format: 'xlsx' | 'csv'
  /** How the text was written; absent for xlsx. */
  encoding?: Encoding
  delimiter?: Delimiter
  sheets: SheetInfo[]
  /** The filled rows of a sheet, read while they are taken. Throws {@link ImportFileProblem}. */
  rows(sheet?: number): AsyncGenerator<RawRow>
}

/**
 * Opens a spreadsheet. What the bytes are decides, not what the file is called: branches rename
 * files. Throws {@link ImportFileProblem}, whose code says what to do with the file instead.
 */
export async function openWorkbook(
  bytes: Uint8Array,
  limits: ImportLimits = importLimits,
): Promise<Workbook> {
  if (bytes.length === 0) throw new ImportFileProblem('empty')
  if (bytes.length > limits.fileBytes) {
    throw new ImportFileProblem('too_large', { megabytes: Math.floor(limits.fileBytes / 1e6) })
  }
  if (startsWith(bytes, [0x50, 0x4b])) return openPackage(bytes, limits)
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw compoundFileProblem(bytes)
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) throw otherFormat('pdf')
  return openText(bytes, limits)
}

const startsWith = (bytes: Uint8Array, magic: number[]) =>
  magic.every((byte, i) => bytes[i] === byte)
const otherFormat = (format: string) => new ImportFileProblem('other_format', { format })

async function openPackage(bytes: Uint8Array, limits: ImportLimits): Promise<Workbook> {
  const zip = openZip(bytes)
  if (zip.has('xl/workbook.bin')) throw otherFormat('xlsb')
  if (zip.has('word/document.xml')) throw otherFormat('docx')
  if (zip.has('content.xml')) throw otherFormat('ods')
  if (!zip.has('_rels/.rels')) throw new ImportFileProblem('not_a_spreadsheet')
  const xlsx = await openXlsx(zip, limits)
  return { format: 'xlsx', sheets: xlsx.sheets, rows: (sheet = 0) => xlsx.rows(sheet) }
}

/** Word, Excel 97–2003 and every encrypted Office file share one container. */
function compoundFileProblem(bytes: Uint8Array): ImportFileProblem {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const holds = (name: string) => view.includes(Buffer.from(name, 'utf16le'))
  if (holds('EncryptedPackage')) return new ImportFileProblem('encrypted')
  if (holds('Workbook') || holds('Book')) return new ImportFileProblem('legacy_xls')
  return new ImportFileProblem('not_a_spreadsheet')
}

function openText(bytes: Uint8Array, limits: ImportLimits): Workbook {
  const { text, encoding } = decodeText(bytes)
  if (text.trim() === '') throw new ImportFileProblem('empty')
  if (isBinary(text)) throw new ImportFileProblem('not_a_spreadsheet')
  // Many programs call a web page or an XML file ".xls", which Excel opens with a question.
  if (/^\s*(<!doctype html|<html|<head|<meta|<style|<table|<\?xml)/i.test(text))
    throw otherFormat('html')
  const delimiter = guessDelimiter(text)

  async function* rows(sheet = 0): AsyncGenerator<RawRow> {
    if (sheet !== 0) throw new ImportFileProblem('no_such_sheet')
    let count = 0
    for (const row of parseCsv(text, delimiter)) {
      if (++count > limits.rows) throw new ImportFileProblem('too_many_rows', { rows: limits.rows })
      if (row.cells.length > limits.columns && row.cells.slice(limits.columns).some(Boolean)) {
        throw new ImportFileProblem('too_many_columns', { row: row.number })
      }
      yield row
    }
  }
  return { format: 'csv', encoding, delimiter, sheets: [{ name: '', hidden: false }], rows }
}

/** Control characters that no text has: a picture, a program, or something encrypted. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, 20_000)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const odd = sample.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g)?.length ?? 0
  return odd > sample.length / 200
}
