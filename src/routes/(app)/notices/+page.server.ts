import { redirect } from '@sveltejs/kit'
import { dayOf, writtenDay } from '#platform/days.ts'
import { formAction } from '#platform/server/form-action.ts'
import { listNotices } from '#platform/server/notices/queries.ts'
import { readNotices } from '#platform/server/notices/read-notices.ts'
import { uuidFrom } from '#platform/uuid.ts'
import type { Actions, PageServerLoad } from './$types'

const clock = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
})

export const load: PageServerLoad = ({ locals, url }) =>
  locals.read(async (ctx) => {
    const before = uuidFrom(url.searchParams.get('before'))
    const { notices, next } = await listNotices(ctx, { before })
    return {
      next,
      isFirstPage: !before,
      notices: notices.map(({ toldAt, ...notice }) => ({
        ...notice,
        told: `${clock.format(toldAt)} ${writtenDay(dayOf(toldAt))}`,
      })),
    }
  })

export const actions = {
  open: formAction(readNotices, {
    done: ({ href }) => redirect(303, href ?? '/notices'),
  }),
  readAll: formAction(readNotices, { done: () => redirect(303, '/notices') }),
} satisfies Actions
