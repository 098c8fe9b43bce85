/** Text with the little markup that a post may have; there is no way to write HTML. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong'; children: Inline[] }
  | { kind: 'emphasis'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] }

export type Block =
  | { kind: 'heading' | 'paragraph'; children: Inline[] }
  | { kind: 'list'; items: Inline[][] }

/**
 * Reads what an officer types: `## ` begins a heading, `- ` an item, an empty line ends a paragraph;
 * `**strong**`, `*emphasis*`, `[words](https://…)`. Everything else is text, tags included; a link that
 * is not http(s), mail, telephone or a page of ours stays text.
 */
export function parseMarkup(source: string): Block[] {
  const blocks: Block[] = []
  let lines: string[] = []
  const endParagraph = () => {
    if (lines.length > 0)
      blocks.push({ kind: 'paragraph', children: parseInline(lines.join('\n')) })
    lines = []
  }
  for (const raw of source.replaceAll('\r', '').split('\n')) {
    const line = raw.trim()
    const heading = /^#{1,4}\s+(.+)$/.exec(line)?.[1]
    const item = /^[-+•]\s+(.+)$/.exec(line)?.[1]
    if (heading || item || !line) endParagraph()
    if (heading) blocks.push({ kind: 'heading', children: parseInline(heading) })
    else if (item) {
      const last = blocks.at(-1)
      if (last?.kind === 'list') last.items.push(parseInline(item))
      else blocks.push({ kind: 'list', items: [parseInline(item)] })
    } else if (line) lines.push(line)
  }
  endParagraph()
  return blocks
}

const marks = /\*\*(.+?)\*\*|\*(?!\s)([^*\n]+?)\*|\[([^\]\n]+)\]\(([^\s()]+)\)/s

function parseInline(text: string, depth = 0): Inline[] {
  const found: Inline[] = []
  let rest = text
  while (rest) {
    const match = depth < 3 ? marks.exec(rest) : null
    if (!match) break
    const [whole, strong, emphasis, words, address] = match
    if (match.index > 0) found.push({ kind: 'text', text: rest.slice(0, match.index) })
    rest = rest.slice(match.index + whole.length)
    if (strong) found.push({ kind: 'strong', children: parseInline(strong, depth + 1) })
    else if (emphasis) found.push({ kind: 'emphasis', children: parseInline(emphasis, depth + 1) })
    else {
      const href = safeHref(address ?? '')
      if (href) found.push({ kind: 'link', href, children: parseInline(words ?? '', 3) })
      else found.push({ kind: 'text', text: whole })
    }
  }
  if (rest) found.push({ kind: 'text', text: rest })
  return found
}

/** An address that may be followed, or nothing. */
export function safeHref(address: string): string | undefined {
  if (/^\/(?![/\\])[^\s\\]*$/.test(address)) return address
  if (!/^(https?:\/\/|mailto:|tel:)/i.test(address)) return undefined
  return URL.canParse(address) ? new URL(address).href : undefined
}

const plainInline = (parts: readonly Inline[]): string =>
  parts.map((part) => (part.kind === 'text' ? part.text : plainInline(part.children))).join('')

/** The words alone: for a loudspeaker, a message, a description. */
export const plainText = (source: string): string =>
  parseMarkup(source)
    .map((block) =>
      block.kind === 'list'
        ? block.items.map((item) => `- ${plainInline(item)}`).join('\n')
        : plainInline(block.children),
    )
    .join('\n\n')

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll('\n', '<br>')

const htmlInline = (parts: readonly Inline[]): string =>
  parts
    .map((part) => {
      if (part.kind === 'text') return escaped(part.text)
      const inner = htmlInline(part.children)
      if (part.kind === 'strong') return `<strong>${inner}</strong>`
      if (part.kind === 'emphasis') return `<em>${inner}</em>`
      return `<a href="${escaped(part.href)}">${inner}</a>`
    })
    .join('')

/** As HTML for a letter: nothing in it but paragraphs, headings, lists, strong, emphasis and links. */
export const htmlOf = (source: string): string =>
  parseMarkup(source)
    .map((block) => {
      if (block.kind === 'list')
        return `<ul>${block.items.map((item) => `<li>${htmlInline(item)}</li>`).join('')}</ul>`
      const tag = block.kind === 'heading' ? 'h3' : 'p'
      return `<${tag}>${htmlInline(block.children)}</${tag}>`
    })
    .join('\n')
