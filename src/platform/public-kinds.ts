/** What can be found at the front door. */
export const publicKinds = [
  'vacancy',
  'venture',
  'product',
  'place',
  'festival',
  'lesson',
  'post',
  'idea',
  'activity',
  'procedure',
] as const

export type PublicKind = (typeof publicKinds)[number]

export const isPublicKind = (text: string | null | undefined): text is PublicKind =>
  (publicKinds as readonly (string | null | undefined)[]).includes(text)
