import { FileProblem } from '#platform/server/files/file-problem.ts'

const elements = new Set(
  'svg g path rect circle ellipse line polyline polygon text tspan title desc'.split(' '),
)
const attributes = new Set(
  `xmlns viewBox width height x y x1 y1 x2 y2 cx cy r rx ry d points transform fill stroke stroke-width
   stroke-linecap stroke-linejoin stroke-dasharray fill-rule opacity fill-opacity stroke-opacity font-size font-family font-weight
   text-anchor dominant-baseline role aria-label lang`.split(/\s+/),
)
const plain = /^[^<>&]*$/
/** Nothing that could lead out of the picture: no address, no function of CSS. */
const harmless = /^[\p{L}\p{N} #.,:;%()+\-_/'“”–?!=→×|]*$/u
const leads = /url\(|javascript:|data:|https?:|\/\/|expression/i

/**
 * A drawing (SVG) is taken only where it is made of shapes and words and nothing else: no script, style,
 * link, picture, declaration or entity. It is refused rather than cleaned, so that what was looked at is what
 * is kept. Throws {@link FileProblem} `files.markup`.
 */
export function checkDrawing(bytes: Uint8Array): void {
  const text = textOf(bytes)
  const open: string[] = []
  let at = 0
  let roots = 0
  for (const tag of text.matchAll(/<[^>]*>/g)) {
    checkWords(text.slice(at, tag.index), open.length > 0)
    at = tag.index + tag[0].length
    if (open.length === 0 && ++roots > 1) throw new FileProblem('markup')
    takeTag(tag[0], open)
  }
  checkWords(text.slice(at), false)
  if (open.length > 0 || roots !== 1) throw new FileProblem('markup')
}

/** Opens or closes an element; `open` are those around it. */
function takeTag(tag: string, open: string[]) {
  const [, closed] = /^<\/([A-Za-z]+)\s*>$/.exec(tag) ?? []
  if (closed) {
    if (open.pop() !== closed) throw new FileProblem('markup')
    return
  }
  const [, name = '', written = '', end] =
    /^<([A-Za-z]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>$/.exec(tag) ?? []
  if (!elements.has(name) || (open.length === 0 && name !== 'svg')) throw new FileProblem('markup')
  checkAttributes(written)
  if (!end) open.push(name)
  if (open.length > 32) throw new FileProblem('markup')
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new FileProblem('unknown')
  }
}

function checkWords(words: string, mayHaveText: boolean) {
  if (!plain.test(words) || (!mayHaveText && words.trim() !== '')) throw new FileProblem('markup')
}

function checkAttributes(written: string) {
  for (const [, name = '', value = ''] of written.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    if (!attributes.has(name)) throw new FileProblem('markup')
    if (name === 'xmlns') {
      if (value !== 'http://www.w3.org/2000/svg') throw new FileProblem('markup')
    } else if (!harmless.test(value) || leads.test(value)) throw new FileProblem('markup')
  }
}
