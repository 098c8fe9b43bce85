import type { RawRow } from './raw-row.ts'

export type Delimiter = ',' | ';' | '\t' | '|'

/** A quoted cell longer than this is a stray quote. */
const longestCell = 100_000

const delimiters: Delimiter[] = [',', ';', '\t', '|']

/**
 * Guesses what separates the cells: the character that cuts the most lines into the same number of
 * cells, the more cells the better. Commas in addresses and names lose, because they come and go.
 */
export function guessDelimiter(text: string): Delimiter {
  const announced = /^sep=([,;\t|])\r?\n/i.exec(text)?.[1]
  if (announced) return announced as Delimiter
  const sample = text.slice(0, 100_000)
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of delimiters) {
    const widths = new Map<number, number>()
    let rows = 0
    for (const cells of records(sample, delimiter)) {
      if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
      if (++rows === 60) break
    }
    for (const [width, lines] of widths) {
      const score = (lines / rows) * Math.log2(width + 1)
      if (score > best.score) best = { delimiter, score }
    }
  }
  return best.delimiter
}

/**
 * Cuts text into rows of cells: quotes, doubled quotes, line ends within quotes, any line end. Rows
 * without content are left out but counted, so that the numbers are those Excel shows.
 */
export function* parseCsv(text: string, delimiter: Delimiter): Generator<RawRow> {
  const body = text.replace(/^sep=[,;\t|]\r?\n/i, '')
  let number = body === text ? 0 : 1
  for (const cells of records(body, delimiter)) {
    number++
    if (cells.some((cell) => cell.trim() !== '')) {
      yield { number, cells: cells.map((cell) => (cell === '' ? null : cell)) }
    }
  }
}

function* records(text: string, delimiter: Delimiter): Generator<string[]> {
  let at = 0
  let cells: string[] = []
  while (at < text.length) {
    const quoted = text[at] === '"' ? readQuoted(text, at, delimiter) : undefined
    const end = quoted?.end ?? cellEnd(text, at, delimiter)
    cells.push(quoted?.value ?? text.slice(at, end))
    if (text[end] === delimiter) {
      at = end + 1
      if (at < text.length) continue
      cells.push('')
    } else {
      at = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1)
    }
    yield cells
    cells = []
  }
}

function cellEnd(text: string, from: number, delimiter: Delimiter): number {
  let end = from
  while (end < text.length) {
    const character = text[end]
    if (character === delimiter || character === '\n' || character === '\r') break
    end++
  }
  return end
}

/**
 * A cell in quotes. Nothing when the quote turns out to be a mere character (no end, or text right
 * after the end): then the cell is read as it stands, and one stray quote cannot swallow the file.
 */
function readQuoted(text: string, from: number, delimiter: Delimiter) {
  let at = from + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0 || quote - from > longestCell) return undefined
    if (text[quote + 1] === '"') {
      at = quote + 2
      continue
    }
    const after = text[quote + 1]
    if (after !== undefined && after !== delimiter && after !== '\n' && after !== '\r')
      return undefined
    return { value: text.slice(from + 1, quote).replaceAll('""', '"'), end: quote + 1 }
  }
}
