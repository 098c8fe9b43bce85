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

/**
 * Cuts texts where one of the words begins a word of theirs, so that a page can mark them. Of each word that
 * comes by it is asked once: the same few hundred syllables make most of any Vietnamese page.
 */
export function markerOf(words: readonly string[]): (text: string) => Piece[] {
  const asked = new Map<string, boolean>()
  const isHit = (token: string) => {
    let hit = asked.get(token)
    if (hit === undefined) {
      const written = plain(token)
      hit = words.some((word) => written.startsWith(word))
      asked.set(token, hit)
    }
    return hit
  }
  return (text) => {
    const pieces: Piece[] = []
    for (const [token] of text
      .normalize('NFC')
      .matchAll(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu)) {
      const last = pieces.at(-1)
      const hit = isHit(token)
      if (last && last.isHit === hit) last.text += token
      else pieces.push({ text: token, isHit: hit })
    }
    return pieces
  }
}
