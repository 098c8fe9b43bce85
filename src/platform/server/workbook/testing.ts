import { crc32, deflateRawSync } from 'node:zlib'

/** A zip of named parts, for workbooks as other programs write them. */
export function makeZip(parts: Record<string, string | Uint8Array>): Uint8Array {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(parts)) {
    const plain = Buffer.from(content)
    const packed = deflateRawSync(plain)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(plain), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(plain.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    bodies.push(Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, Buffer.from(name))
    at += 30 + Buffer.byteLength(name) + packed.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(Object.keys(parts).length, 8)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, listing, end])
}

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export interface WorkbookParts {
  /** The inside of `<sheetData>` of each sheet, and how it is called. */
  sheets: { name: string; rows: string; state?: string }[]
  sharedTexts?: string[]
  /** Number formats; the cell style 1 is the first of them, 2 the second… */
  formats?: string[]
  startsIn1904?: boolean
  /** Namespace prefix of every tag, as the Open XML SDK writes it. */
  prefix?: string
}

/** A workbook laid out as Excel does it: sheets first, shared texts and styles after them. */
export function makeXlsx(parts: WorkbookParts): Uint8Array {
  const prefix = parts.prefix ? `${parts.prefix}:` : ''
  const tagged = (xml: string) => xml.replace(/<(\/?)(?=[a-z])/gi, `<$1${prefix}`)
  const files: Record<string, string> = {
    '[Content_Types].xml': '<?xml version="1.0"?><Types/>',
    '_rels/.rels': `<Relationships><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  }
  const sheetTags = parts.sheets.map(
    (sheet, i) =>
      `<sheet name="${sheet.name}" sheetId="${i + 1}"${sheet.state ? ` state="${sheet.state}"` : ''} r:id="rId${i + 1}"/>`,
  )
  files['xl/workbook.xml'] =
    `<?xml version="1.0"?>${tagged(`<workbook><workbookPr${parts.startsIn1904 ? ' date1904="1"' : ''}/><sheets>${sheetTags.join('')}</sheets></workbook>`)}`
  const links = parts.sheets.map(
    (_, i) =>
      `<Relationship Id="rId${i + 1}" Type="${relationships}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  )
  links.push(
    `<Relationship Id="rIdS" Type="${relationships}/styles" Target="styles.xml"/>`,
    `<Relationship Id="rIdT" Type="${relationships}/sharedStrings" Target="/xl/sharedStrings.xml"/>`,
  )
  files['xl/_rels/workbook.xml.rels'] = `<Relationships>${links.join('')}</Relationships>`
  parts.sheets.forEach((sheet, i) => {
    files[`xl/worksheets/sheet${i + 1}.xml`] =
      `<?xml version="1.0"?>${tagged(`<worksheet><sheetData>${sheet.rows}</sheetData></worksheet>`)}`
  })
  const formats = parts.formats ?? []
  files['xl/styles.xml'] = tagged(
    `<styleSheet><numFmts>${formats.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code}"/>`).join('')}</numFmts>` +
      `<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>` +
      `<cellXfs><xf numFmtId="0"/>${formats.map((_, i) => `<xf numFmtId="${164 + i}"/>`).join('')}</cellXfs></styleSheet>`,
  )
  files['xl/sharedStrings.xml'] = tagged(
    `<sst>${(parts.sharedTexts ?? []).map((text) => `<si>${text}</si>`).join('')}</sst>`,
  )
  return makeZip(files)
}

/** Text in Windows-1258, the way a Vietnamese Windows writes it: tone marks after their letters. */
export function encodeWindows1258(text: string): Uint8Array {
  const decoder = new TextDecoder('windows-1258')
  const codes = new Map<string, number>()
  for (let code = 0; code < 256; code++) {
    const character = decoder.decode(Uint8Array.of(code))
    if (!codes.has(character)) codes.set(character, code)
  }
  const bytes: number[] = []
  for (const character of text.normalize('NFC')) {
    const whole = codes.get(character)
    if (whole !== undefined) bytes.push(whole)
    else bytes.push(...splitTone(character).map((part) => codes.get(part) ?? 0x3f))
  }
  return Uint8Array.from(bytes)
}

function splitTone(character: string): string[] {
  const marks = [...character.normalize('NFD')]
  const isTone = (mark: string) => /[\u0300\u0301\u0303\u0309\u0323]/.test(mark)
  return [
    marks
      .filter((mark) => !isTone(mark))
      .join('')
      .normalize('NFC'),
    ...marks.filter(isTone),
  ]
}

/** Text in UTF-16, lower byte first unless said otherwise. */
export function encodeUtf16(text: string, order: 'le' | 'be' = 'le'): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
