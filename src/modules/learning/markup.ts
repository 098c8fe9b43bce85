/** A piece of a line: text, strong text, or a link that leads to a web address or a telephone number. */
export interface Span {
  kind: 'text' | 'strong' | 'link'
  text: string
  href?: string
}

/** A piece of a lesson. Media are named; what they are follows from the ending. */
export type Block =
  | { kind: 'heading' | 'paragraph' | 'note' | 'warning'; spans: Span[] }
  | { kind: 'list' | 'steps'; items: Span[][] }
  | { kind: 'picture' | 'audio' | 'video'; name: string; words: string }

const media = /^!\[([^\]]{0,300})\]\(([a-z0-9][a-z0-9-]{0,60}\.[a-z0-9]{3,4})\)$/
const kinds: Record<string, 'picture' | 'audio' | 'video'> = {
  svg: 'picture',
  jpg: 'picture',
  png: 'picture',
  webp: 'picture',
  mp3: 'audio',
  m4a: 'audio',
  ogg: 'audio',
  mp4: 'video',
  webm: 'video',
}

/**
 * Reads a lesson's text: `## ` a heading, `- ` and `1. ` items, `> ` a note, `!> ` a warning, `![words](name)`
 * a picture, sound or video of the course, `**strong**` within a line; every other line a paragraph. There is
 * no way to write markup of the web: whatever it is, it stays text.
 */
export function readMarkup(text: string): Block[] {
  const blocks: Block[] = []
  for (const raw of text.split('\n')) {
    const line = raw.trim()
    if (line) addLine(blocks, line)
    else blocks.push({ kind: 'paragraph', spans: [] })
  }
  return blocks.filter((block) => !('spans' in block) || block.spans.length > 0)
}

function addLine(blocks: Block[], line: string) {
  const [, words = '', name = ''] = media.exec(line) ?? []
  const kind = kinds[name.split('.').at(-1) ?? '']
  if (name && kind) return blocks.push({ kind, name, words })
  const item = /^(?:[-•*]|(\d{1,2})[.)])\s+(.+)$/.exec(line)
  if (item) {
    const list = item[1] ? 'steps' : 'list'
    const last = blocks.at(-1)
    const spans = readSpans(item[2] ?? '')
    if (last?.kind === list) return last.items.push(spans)
    return blocks.push({ kind: list, items: [spans] })
  }
  const marked = /^(#{1,3}|>|!>)\s+(.+)$/.exec(line)
  const [, mark = '', rest = line] = marked ?? []
  const as = mark.startsWith('#')
    ? 'heading'
    : mark === '>'
      ? 'note'
      : mark === '!>'
        ? 'warning'
        : 'paragraph'
  return blocks.push({ kind: as, spans: readSpans(rest) })
}

const inline = /\*\*([^*]+)\*\*|(https:\/\/[^\s<>()"']+[^\s<>()"'.,;:!?])|\btel:(\+?[\d ]{2,15}\d)/g

function readSpans(line: string): Span[] {
  const spans: Span[] = []
  let at = 0
  for (const found of line.matchAll(inline)) {
    if (found.index > at) spans.push({ kind: 'text', text: line.slice(at, found.index) })
    const [whole, strong, address, phone] = found
    if (strong) spans.push({ kind: 'strong', text: strong })
    else if (address)
      spans.push({ kind: 'link', text: address.replace(/^https:\/\//, ''), href: address })
    else
      spans.push({ kind: 'link', text: phone ?? whole, href: `tel:${phone?.replaceAll(' ', '')}` })
    at = found.index + whole.length
  }
  if (at < line.length) spans.push({ kind: 'text', text: line.slice(at) })
  return spans
}

/** The names of the pictures, sounds and videos of a text. */
export const namesIn = (text: string): string[] =>
  readMarkup(text).flatMap((block) => ('name' in block ? [block.name] : []))
