import { attribute, readXml } from './read-xml.ts'

/** Excel's own formats that show a day; 27–36 and 50–58 are their East Asian twins. */
const builtInDates = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58,
])

/** Whether a number format shows a day: it has a `d` or `y` that is not literal text. */
export function showsDay(format: string): boolean {
  const codes = format.replace(/"[^"]*"|\\.|[_*].|\[[^\]]*\]/g, '')
  return /[dy]/i.test(codes) && !/general/i.test(codes)
}

/** Reads which cell styles (by their number) show a day. */
export async function readDateStyles(pieces: AsyncIterable<Uint8Array>): Promise<Set<number>> {
  const formats = new Map<number, string>()
  const dateStyles = new Set<number>()
  let inCellStyles = false
  let style = 0
  await readXml(pieces, {
    wantsText: () => false,
    open: (name, attributes) => {
      if (name === 'numFmt') {
        const id = Number(attribute(attributes, 'numFmtId'))
        formats.set(id, attribute(attributes, 'formatCode') ?? '')
      } else if (name === 'cellXfs') {
        inCellStyles = true
      } else if (name === 'xf' && inCellStyles) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0)
        const custom = formats.get(id)
        if (custom === undefined ? builtInDates.has(id) : showsDay(custom)) dateStyles.add(style)
        style++
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCellStyles = false
    },
  })
  return dateStyles
}
