import { keepMediaFiles } from '#modules/learning/components/keep.ts'
import type { KeptCourse, LearningPack } from '#modules/learning/index.ts'
import type { OutboxRecord } from '#platform/browser/outbox/record.ts'
import type { OutboxStore } from '#platform/browser/outbox/store.ts'
import { type ExamBody, isExam } from './records.ts'

const packName = 'learning'

/** The courses as they were last fetched. */
export const findLearning = (store: OutboxStore): Promise<LearningPack | undefined> =>
  store.get('packs', packName) as Promise<LearningPack | undefined>

/**
 * Fetches the courses that are kept here anew, with what is to be added and without what is taken off; and
 * their pictures. Undefined where the network gives no pack: what is here stays.
 */
export async function fetchLearning(
  store: OutboxStore,
  change: { add?: string; drop?: string } = {},
): Promise<LearningPack | undefined> {
  const known = await findLearning(store)
  const wanted = new Set((known?.courses ?? []).map(({ id }) => id))
  if (change.add) wanted.add(change.add)
  if (change.drop) wanted.delete(change.drop)
  const response = await fetch(`/api/learning-pack?courses=${[...wanted].join(',')}`, {
    headers: { accept: 'application/json' },
    redirect: 'manual',
    cache: 'no-store',
    signal: AbortSignal.timeout(45_000),
  }).catch(() => undefined)
  const pack = response?.ok
    ? ((await response.json().catch(() => undefined)) as LearningPack | undefined)
    : undefined
  if (!Array.isArray(pack?.courses) || !Array.isArray(pack.all)) return undefined
  await store.put('packs', pack, packName)
  await keepMediaFiles(pack.courses.flatMap(({ media }) => media.map(({ id }) => id)))
  return pack
}

/** The exam of a course that was sat on this phone with the paper that it has, if it was. */
export const satHere = (
  course: KeptCourse,
  records: readonly OutboxRecord[],
): OutboxRecord | undefined =>
  records.findLast((record) => {
    if (!isExam(record) || !course.paper) return false
    const { versionId, number } = record.body as ExamBody
    return versionId === course.paper.versionId && number === course.paper.number
  })
