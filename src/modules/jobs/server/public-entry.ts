import type { CommandContext } from '#platform/server/command.ts'
import { dropPublicEntry, putPublicEntry } from '#platform/server/public-index/index.ts'
import { payText } from './pay.ts'
import { getPublicVacancies } from './public.ts'

/** Makes a vacancy findable at the front door, until its last day. */
export async function putVacancy(ctx: CommandContext, id: string): Promise<void> {
  const [vacancy] = await getPublicVacancies(ctx, [id])
  if (!vacancy) return
  await putPublicEntry(ctx, {
    kind: 'vacancy',
    id,
    title: vacancy.title,
    summary: `${vacancy.employerName}, ${vacancy.place}. ${payText(vacancy.salaryFrom, vacancy.salaryTo)}.`,
    words: [vacancy.description, vacancy.country, vacancy.requirements].filter(Boolean).join(' '),
    address: `/jobs/${id}`,
    unitId: vacancy.unitId,
    place: vacancy.place,
    until: vacancy.endsOn,
  })
}

export const dropVacancy = (ctx: CommandContext, id: string): Promise<void> =>
  dropPublicEntry(ctx, 'vacancy', id)
