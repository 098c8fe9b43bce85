export interface BodyBlock {
  kind: 'heading' | 'subheading' | 'item' | 'paragraph'
  text: string
}

const roman = /^(?:[IVX]{1,6}|PHẦN\s+\S+|CHƯƠNG\s+\S+)[.:]\s+\S/u

/**
 * What an officer types as a paper's text, as its blocks: a line that begins with `#`, or with a Roman
 * number as the Union's papers have it (`I. MỤC ĐÍCH`), is a heading; `##`, or a short numbered line without
 * a stop (`1. Mục đích`), one below it; `-`, `+` or `•` a dash; every other line a paragraph. Text stays text.
 */
export function parseBody(body: string): BodyBlock[] {
  const blocks: BodyBlock[] = []
  for (const raw of body.split('\n')) {
    const line = raw.trim()
    if (!line) continue
    const [, hashes = '', titled = ''] = /^(#{1,3})\s+(.*)$/.exec(line) ?? []
    const [, dashed] = /^[-+•*]\s+(.*)$/.exec(line) ?? []
    if (titled) blocks.push({ kind: hashes.length > 1 ? 'subheading' : 'heading', text: titled })
    else if (roman.test(line)) blocks.push({ kind: 'heading', text: line })
    else if (
      /^\d{1,2}(\.\d{1,2})*[.)]\s+\S/.test(line) &&
      line.length <= 90 &&
      !/[.;:,]$/.test(line)
    )
      blocks.push({ kind: 'subheading', text: line })
    else if (dashed) blocks.push({ kind: 'item', text: dashed })
    else blocks.push({ kind: 'paragraph', text: line })
  }
  return blocks
}
