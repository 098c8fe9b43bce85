/** What a post may hold; forms and server keep to the same. */
export const limits = {
  title: 160,
  summary: 400,
  body: 20_000,
  spoken: 3000,
  source: 6000,
  reason: 1000,
  languages: 8,
  files: 10,
  pictureBytes: 10 * 1024 * 1024,
  audioBytes: 15 * 1024 * 1024,
  audience: 400,
  questions: 10,
} as const
