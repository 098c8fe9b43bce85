/** How much of a file is read before it is refused; all of these are far above a province's register. */
export interface ImportLimits {
  /** Bytes of the file itself. */
  fileBytes: number
  /** Bytes a worksheet may unpack to. It is streamed, so this bounds time rather than memory. */
  sheetBytes: number
  /** Bytes the table of shared texts may unpack to. It is held in memory. */
  sharedTextBytes: number
  /** How many shared texts there may be: a few bytes each in the file, many times that in memory. */
  sharedTexts: number
  /** Bytes any other part (styles, list of sheets) may unpack to. */
  partBytes: number
  /** Rows with something in them. */
  rows: number
  columns: number
}

export const importLimits: ImportLimits = {
  fileBytes: 30_000_000,
  sheetBytes: 500_000_000,
  sharedTextBytes: 64_000_000,
  sharedTexts: 2_000_000,
  partBytes: 10_000_000,
  rows: 200_000,
  columns: 256,
}
