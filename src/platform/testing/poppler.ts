import { debian } from './debian.ts'

/** poppler-utils: a reader of PDF that is not ours, as Debian has it. */
export type PopplerProgram = 'pdftotext' | 'pdffonts' | 'pdfinfo' | 'pdfsig' | 'pdftoppm'

/** Runs a program of poppler-utils and gives what it printed. */
export function poppler(program: PopplerProgram, ...words: string[]): Promise<string> {
  return debian('poppler-utils', program, ...words)
}
