import { plainWords } from '../likeness/words.ts'

/**
 * What is asked of the index of words: all words of the text, in any order, without diacritics; the last
 * one may be unfinished.
 */
export function queryOf(text: string | undefined): string {
  const words = plainWords(text ?? '').slice(0, 10)
  return words
    .map((word, index) => `'${word}'${index === words.length - 1 ? ':*' : ''}`)
    .join(' & ')
}
