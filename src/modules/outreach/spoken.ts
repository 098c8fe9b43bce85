/**
 * Syllables that a person reads out in a minute over a village loudspeaker: slower than the two hundred
 * of a news reader, since the words come back from the slopes.
 */
const syllablesPerMinute = 150

/** How long it takes to read a text aloud, in seconds; Vietnamese writes a syllable a word. */
export function secondsToRead(text: string): number {
  const syllables = text.match(/[\p{L}\p{N}]+/gu) ?? []
  // A number is said in several words: two digits in about three syllables.
  const count = syllables.reduce(
    (sum, one) => sum + (/^\d+$/.test(one) ? Math.ceil(one.length * 1.5) : 1),
    0,
  )
  const pauses = (text.match(/[.!?…]+(\s|$)/g) ?? []).length * 0.7
  return Math.round((count / syllablesPerMinute) * 60 + pauses)
}

/** What the loudspeaker says: what was written for it, or else the title and the summary. */
export const spokenText = (text: { title: string; summary: string; spoken?: string | null }) =>
  text.spoken?.trim() || `${text.title.replace(/[.!?]?$/, '.')} ${text.summary}`
