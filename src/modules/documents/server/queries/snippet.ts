export interface Piece {
  text: string
  isHit: boolean
}

/** As the database's `platform.searchable` writes it, letter by letter. */
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'd')
    .toLowerCase()

/** What was typed, as words without diacritics. */
export const wordsOf = (typed: string): string[] => [
  ...new Set(plain(typed).match(/[\p{L}\p{N}]+/gu) ?? []),
]

/** A text cut where one of the words begins a word of it, so that a page can mark them. */
export function piecesOf(text: string, words: readonly string[]): Piece[] {
  const pieces: Piece[] = []
  const add = (piece: string, isHit: boolean) => {
    const last = pieces.at(-1)
    if (last && last.isHit === isHit) last.text += piece
    else pieces.push({ text: piece, isHit })
  }
  for (const [token] of text.normalize('NFC').matchAll(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu))
    add(
      token,
      words.some((word) => plain(token).startsWith(word)),
    )
  return pieces
}
