import { strToU8, zipSync } from 'fflate'
import { parseInput } from '#platform/server/command.ts'
import { RuleBroken, TooLarge } from '#platform/server/errors.ts'
import { FileProblem } from '#platform/server/files/file-problem.ts'
import { ImportFileProblem } from '#platform/server/workbook/import-file-problem.ts'
import { openZip, type ZipArchive } from '#platform/server/workbook/zip-archive.ts'
import { limits } from '../limits.ts'
import { CourseFile, MediaName } from '../shapes.ts'
import { type CheckedMedia, checkMedia } from './media.ts'

const list = 'course.json'
const folder = 'media/'

/** A whole course as one file: `course.json` and its media; the same course gives the same bytes. */
export function writeCourseFile(
  course: CourseFile,
  media: readonly { name: string; bytes: Uint8Array }[],
): Uint8Array {
  const mtime = new Date('2000-01-01T00:00:00Z')
  return zipSync(
    {
      [list]: [strToU8(`${JSON.stringify(course, null, 2)}\n`), { level: 9, mtime }],
      // They are packed already.
      ...Object.fromEntries(
        media.map(({ name, bytes }) => [
          `${folder}${name}`,
          [bytes, { level: name.endsWith('.svg') ? 9 : 0, mtime }] as [
            Uint8Array,
            { level: 0 | 9; mtime: Date },
          ],
        ]),
      ),
    },
    { mtime },
  )
}

/**
 * Reads a course's file that anybody may have made. Names are compared with what there may be and never used
 * as paths; every part is unpacked up to its own limit and all together up to the course's; each medium must
 * be what its name says. Anything else in it refuses the whole. Throws FileProblem, RuleBroken, Invalid, TooLarge.
 */
export async function readCourseFile(
  bytes: Uint8Array,
): Promise<{ course: CourseFile; media: CheckedMedia[] }> {
  if (bytes.length > limits.importBytes)
    throw new FileProblem('too_large', { limit: limits.importBytes / 1024 / 1024 })
  try {
    const zip = openZip(bytes)
    const names = namesOf(zip)
    const course = parseInput(CourseFile, readJson(await zip.text(list, limits.contentBytes)))
    return { course, media: await mediaOf(zip, names) }
  } catch (error) {
    if (error instanceof ImportFileProblem)
      throw new FileProblem(error.problem === 'too_large' ? 'too_large' : 'damaged', {
        limit: limits.courseBytes / 1024 / 1024,
      })
    throw error
  }
}

function namesOf(zip: ZipArchive): string[] {
  const names = zip.names().filter((name) => name !== list && name !== folder)
  const isForeign = (name: string) =>
    !name.startsWith(folder) || !MediaName.safeParse(name.slice(folder.length)).success
  const foreign = names.find(isForeign)
  if (foreign !== undefined)
    throw new RuleBroken('learning.foreign_part', { name: foreign.slice(0, 80) })
  if (!zip.has(list)) throw new RuleBroken('learning.no_course_file')
  if (names.length > limits.media)
    throw new RuleBroken('learning.too_many_media', { limit: limits.media })
  return names
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new FileProblem('damaged')
  }
}

async function mediaOf(zip: ZipArchive, names: readonly string[]): Promise<CheckedMedia[]> {
  const media: CheckedMedia[] = []
  let all = 0
  for (const name of names) {
    const pieces: Uint8Array[] = []
    for await (const piece of zip.unpack(
      name,
      Math.min(limits.videoBytes, limits.courseBytes - all),
    ))
      pieces.push(piece)
    const whole = Buffer.concat(pieces)
    all += whole.length
    if (all > limits.courseBytes)
      throw new TooLarge('learning.course_too_large', { limit: limits.courseBytes / 1024 / 1024 })
    media.push(await checkMedia(name.slice(folder.length), whole))
  }
  return media
}
