import { createRequire } from 'node:module'
import pdfmake from 'pdfmake'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces'

const resolve = createRequire(import.meta.url).resolve
const tinos = {
  normal: resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf'),
  italics: resolve('@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf'),
  bolditalics: resolve('@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf'),
}
const fontFiles = new Set(Object.values(tinos))

pdfmake.setFonts({ Tinos: tinos })
// Nothing in a paper may make the server fetch an address or read a file.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path: string) => fontFiles.has(path))

/** Points of a length in millimetres. */
export const mm = (length: number): number => (length * 72) / 25.4

export const paperSize = { width: mm(210), height: mm(297) }

/** Margins of an official paper: left 30 mm, right 20, top and bottom 20. */
export const margins = { left: mm(30), top: mm(20), right: mm(20), bottom: mm(20) }

export type { Content } from 'pdfmake/interfaces'

export interface Paper {
  /** What the reader's window calls it. */
  title: string
  author?: string
  /** When it was made; the same paper at the same time gives the same bytes. */
  at: Date
  /** Blocks as blocks.ts makes them, or anything that pdfmake takes. Text is only ever text. */
  content: Content[]
  language?: 'vi' | 'en'
  landscape?: boolean
  /** Points; 13 where nothing is said. */
  fontSize?: number
  /** Where the number stands from the second page on; in the middle of the upper margin unless said. */
  pageNumbers?: 'top' | 'bottom' | 'none'
  /** A small line in the lower margin of every page. */
  footnote?: string
  /** Not an A4 page but a piece of this size without margins, such as what a signature field shows. */
  piece?: { width: number; height: number }
}

/**
 * Makes a PDF with its letters in it (Tinos, cut to what is used), so that it looks the same everywhere
 * and its text can be searched and read aloud.
 */
export async function makePdf(paper: Paper): Promise<Buffer> {
  return pdfmake.createPdf(definitionOf(paper)).getBuffer() as Promise<Buffer>
}

function definitionOf(paper: Paper): TDocumentDefinitions {
  const { left, top, right, bottom } = margins
  const numbers = paper.pageNumbers ?? 'top'
  return {
    pageSize: paper.piece ?? 'A4',
    pageOrientation: isWide(paper) ? 'landscape' : 'portrait',
    pageMargins: paper.piece ? [0, 0, 0, 0] : [left, top, right, bottom],
    language: paper.language === 'en' ? 'en-GB' : 'vi-VN',
    info: {
      title: paper.title,
      creationDate: paper.at,
      modDate: paper.at,
      producer: 'Xung Kích',
      creator: 'Xung Kích',
      ...(paper.author ? { author: paper.author } : {}),
    },
    displayTitle: true,
    defaultStyle: { font: 'Tinos', fontSize: paper.fontSize ?? 13, lineHeight: 1.15 },
    content: paper.content,
    ...(paper.piece
      ? {}
      : {
          header: (page: number) =>
            numbers === 'top' && page > 1 ? numberLine(page, [0, mm(10), 0, 0]) : null,
          footer: (page: number) => footerOf(paper, numbers === 'bottom' && page > 1 ? page : 0),
        }),
  }
}

const numberLine = (page: number, margin: [number, number, number, number]): Content => ({
  text: String(page),
  alignment: 'center',
  fontSize: 13,
  margin,
})

function footerOf(paper: Paper, page: number): Content {
  const lines: Content[] = []
  if (paper.footnote)
    lines.push({
      text: paper.footnote,
      fontSize: 8.5,
      color: '#444444',
      margin: [margins.left, mm(6), margins.right, 0],
    })
  if (page) lines.push(numberLine(page, [0, mm(paper.footnote ? 0 : 6), 0, 0]))
  return lines.length > 0 ? { stack: lines } : ''
}

/** pdfmake turns a size to its orientation, also one that was given in points. */
const isWide = ({ piece, landscape }: Paper) =>
  piece ? piece.width > piece.height : (landscape ?? false)
