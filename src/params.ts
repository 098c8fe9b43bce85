import { defineParams } from '@sveltejs/kit/params'
import { isUuid } from '#platform/uuid.ts'

/** What may stand in an address: `[unitId=id]` leads nowhere for what is no id. */
export const params = defineParams({ id: (text) => (isUuid(text) ? text : undefined) })
