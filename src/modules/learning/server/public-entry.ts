import type { CommandContext } from '#platform/server/command.ts'
import { dropPublicEntry, putPublicEntry } from '#platform/server/public-index/index.ts'
import type { VersionHeld } from './version-of.ts'

/** Lets the front door find a published course by its title, its summary and the names of its lessons. */
export const showInPublic = (ctx: CommandContext, version: VersionHeld): Promise<void> =>
  putPublicEntry(ctx, {
    kind: 'lesson',
    id: version.courseId,
    title: version.title,
    summary: version.summary.slice(0, 600),
    words: version.content.lessons
      .map(({ title }) => title)
      .join(' ')
      .slice(0, 4000),
    address: `/learn/${version.slug}`,
    unitId: version.unitId,
    language: version.language,
  })

export const takeFromPublic = (ctx: CommandContext, courseId: string): Promise<void> =>
  dropPublicEntry(ctx, 'lesson', courseId)
