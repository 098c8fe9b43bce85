import { ImportFileProblem } from './import-file-problem.ts'

/** What a reader of XML is told, tag names without their namespace prefix. */
export interface XmlHandlers {
  open?(name: string, attributes: string): void
  close?(name: string): void
  /** Text between two tags, entities resolved. Only called while {@link wantsText} holds. */
  text?(text: string): void
  wantsText?(): boolean
}

/** The longest run without a tag that is believed to be a cell's text. */
const longestText = 2_000_000

/**
 * Reads XML that arrives in pieces. Knows what a spreadsheet's parts use and nothing more: no
 * document type, no entities of its own, so nothing in a file can make it grow or fetch.
 */
export async function readXml(
  pieces: AsyncIterable<Uint8Array>,
  handlers: XmlHandlers,
): Promise<void> {
  const steps = xmlSteps(pieces, handlers)
  while (!(await steps.next()).done);
}

/** The same, handing control back after each piece so that the caller sets the pace. */
export async function* xmlSteps(
  pieces: AsyncIterable<Uint8Array>,
  handlers: XmlHandlers,
): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8')
  let waiting = ''
  for await (const piece of pieces) {
    waiting = consume(waiting + decoder.decode(piece, { stream: true }), handlers)
    if (waiting.length > longestText) throw new ImportFileProblem('too_large')
    yield
  }
  if (waiting.includes('<')) throw new ImportFileProblem('damaged')
}

/** Reads as far as the tags are whole; returns the rest. */
function consume(xml: string, handlers: XmlHandlers): string {
  let at = 0
  for (;;) {
    const open = xml.indexOf('<', at)
    if (open < 0) return xml.slice(at)
    const end = tagEnd(xml, open)
    if (end < 0) return xml.slice(at)
    if (open > at && handlers.text && handlers.wantsText?.() !== false) {
      handlers.text(resolveEntities(xml.slice(at, open)))
    }
    readTag(xml, open, end, handlers)
    at = end
  }
}

function tagEnd(xml: string, open: number): number {
  const [from, closing] = xml.startsWith('<!--', open)
    ? [open + 4, '-->']
    : xml.startsWith('<![CDATA[', open)
      ? [open + 9, ']]>']
      : [open + 1, '>']
  const end = xml.indexOf(closing, from)
  return end < 0 ? -1 : end + closing.length
}

function readTag(xml: string, open: number, end: number, handlers: XmlHandlers): void {
  const first = xml.charCodeAt(open + 1)
  if (first === 33 /* ! */) {
    if (xml.startsWith('<![CDATA[', open)) handlers.text?.(xml.slice(open + 9, end - 3))
    return
  }
  if (first === 63 /* ? */) return
  if (first === 47 /* / */) {
    handlers.close?.(withoutPrefix(xml.slice(open + 2, end - 1).trimEnd()))
    return
  }
  const closed = xml.charCodeAt(end - 2) === 47
  const inside = xml.slice(open + 1, closed ? end - 2 : end - 1)
  const gap = inside.search(/\s/)
  const name = withoutPrefix(gap < 0 ? inside : inside.slice(0, gap))
  handlers.open?.(name, gap < 0 ? '' : inside.slice(gap))
  if (closed) handlers.close?.(name)
}

const withoutPrefix = (name: string) => name.slice(name.indexOf(':') + 1)

const attributePatterns = new Map<string, RegExp>()

/** An attribute's value out of a tag's inside; the name is matched with or without a prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  let pattern = attributePatterns.get(name)
  if (!pattern) {
    pattern = new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    attributePatterns.set(name, pattern)
  }
  const found = pattern.exec(attributes)
  return found ? resolveEntities(found[1] ?? found[2] ?? '') : undefined
}

const namedEntities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function resolveEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return namedEntities[name] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}
