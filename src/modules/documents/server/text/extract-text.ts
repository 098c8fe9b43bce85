import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { readXml } from '#platform/server/workbook/read-xml.ts'
import { openZip } from '#platform/server/workbook/zip-archive.ts'

/** The most of a file's text that is kept for searching, in characters. */
export const textLimit = 400_000
const unpackedBytes = 40_000_000
const pdfSeconds = 40

/**
 * What a kept file says, as plain text; empty where it says nothing (a scan). A PDF is read in a thread
 * with limits of time and memory of its own, since a broken one can cost any amount of both. Throws where
 * it cannot be read.
 */
export async function extractText(kind: string, bytes: Uint8Array): Promise<string> {
  switch (kind) {
    case 'docx':
      return docxText(bytes)
    case 'xlsx':
      return xlsxText(bytes)
    case 'txt':
      return new TextDecoder().decode(bytes).slice(0, textLimit)
    case 'pdf':
      return pdfText(bytes)
    default:
      return ''
  }
}

async function docxText(bytes: Uint8Array): Promise<string> {
  const zip = openZip(bytes)
  const parts = zip
    .names()
    .filter((name) => /^word\/(document|header\d*|footer\d*|footnotes)\.xml$/.test(name))
  let text = ''
  for (const part of parts.sort())
    text += `${await xmlText(zip.unpack(part, unpackedBytes), 'p', 't')}\n`
  return text.slice(0, textLimit)
}

async function xlsxText(bytes: Uint8Array): Promise<string> {
  const zip = openZip(bytes)
  if (!zip.has('xl/sharedStrings.xml')) return ''
  return (await xmlText(zip.unpack('xl/sharedStrings.xml', unpackedBytes), 'si', 't')).slice(
    0,
    textLimit,
  )
}

/** The text of all `word` elements, a line for each `block`. */
async function xmlText(
  pieces: AsyncIterable<Uint8Array>,
  block: string,
  word: string,
): Promise<string> {
  let text = ''
  let inWord = false
  await readXml(pieces, {
    open: (name) => {
      if (name === word) inWord = true
      else if (name === 'tab' || name === 'br') text += ' '
    },
    close: (name) => {
      if (name === word) inWord = false
      else if (name === block) text += '\n'
    },
    wantsText: () => inWord && text.length < textLimit,
    text: (piece) => {
      text += piece
    },
  })
  return text
}

/** The entry of the library that reads PDFs; found by hand, since it has none for `require`. */
function libraryAddress(): string {
  const require = createRequire(import.meta.url)
  const entry = join(dirname(require.resolve('@libpdf/core/package.json')), 'dist/index.mjs')
  return pathToFileURL(entry).href
}

const threadCode = `
  const { parentPort, workerData } = require('node:worker_threads')
  import(workerData.library).then(async ({ PDF }) => {
    const pdf = await PDF.load(workerData.bytes)
    let text = ''
    for (const page of pdf.getPages()) {
      text += page.extractText().text + '\\n'
      if (text.length > workerData.limit) break
    }
    parentPort.postMessage({ text: text.slice(0, workerData.limit) })
  }).catch((error) => parentPort.postMessage({ problem: String(error && error.message) }))
`

function pdfText(bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(threadCode, {
      eval: true,
      workerData: { library: libraryAddress(), bytes: new Uint8Array(bytes), limit: textLimit },
      resourceLimits: { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 64 },
      // Nothing of the server's settings is this thread's business.
      env: {},
      stdout: true,
      stderr: true,
    })
    const end = (settle: () => void) => {
      clearTimeout(timer)
      void thread.terminate()
      settle()
    }
    const timer = setTimeout(
      () => end(() => reject(new Error(`no text after ${pdfSeconds} s`))),
      pdfSeconds * 1000,
    )
    thread.once('message', ({ text, problem }) =>
      end(() => (problem === undefined ? resolve(text) : reject(new Error(problem)))),
    )
    thread.once('error', (error) => end(() => reject(error)))
    thread.once('exit', () => end(() => reject(new Error('the reading thread ended'))))
  })
}
