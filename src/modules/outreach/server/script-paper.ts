import { makePdf } from '#platform/server/pdf/make-pdf.ts'

/** What the village loudspeaker reads out, on a sheet for the hand that holds the microphone. */
export const makeScriptPaper = (script: {
  title: string
  heading: string
  /** What is read out. */
  text: string
  /** Where it stands, how long it takes, when to read it. */
  notes: readonly string[]
  footer: string
  at: Date
}): Promise<Buffer> =>
  makePdf({
    title: script.title,
    at: script.at,
    pageNumbers: 'bottom',
    footnote: script.footer,
    content: [
      { text: script.heading.toLocaleUpperCase('vi'), bold: true, fontSize: 13, color: '#444444' },
      { text: script.title, bold: true, fontSize: 20, margin: [0, 6, 0, 6] },
      { ul: [...script.notes], fontSize: 11, margin: [0, 0, 0, 14] },
      // Large and wide apart: read at a table in the evening, by somebody without their glasses.
      ...script.text
        .split(/\n+/)
        .filter(Boolean)
        .map((line) => ({
          text: line,
          fontSize: 18,
          lineHeight: 1.5,
          margin: [0, 0, 0, 10] as [number, number, number, number],
        })),
    ],
  })
