import { z } from 'zod'
import { heldPermissions, listMyRoles } from '#platform/server/access/held.ts'
import { type Endpoint, read } from '#platform/server/api/endpoint.ts'
import { memberEndpoints } from './members/server/index.ts'
import { reportEndpoints } from './reports/server/index.ts'
import { restructuringEndpoints } from './restructuring/server/index.ts'
import { unitEndpoints } from './units/server/index.ts'

const me = read(
  {
    path: '/me',
    tag: 'me',
    summary: {
      vi: 'Tôi là ai, giữ chức vụ gì, có quyền gì',
      en: 'Who I am, what offices and permissions I hold',
    },
    input: z.object({}),
    output: z.object({
      personId: z.uuid().nullable(),
      name: z.string(),
      permissions: z.array(z.string()),
      roles: z.array(
        z.object({
          roleType: z.string(),
          unitId: z.uuid(),
          unitName: z.string(),
          validFrom: z.iso.date(),
          validTo: z.iso.date().nullable(),
        }),
      ),
    }),
  },
  async (ctx) => ({
    personId: ctx.actor.personId ?? null,
    name: ctx.actor.name ?? '',
    permissions: [...(await heldPermissions(ctx))],
    roles: await listMyRoles(ctx),
  }),
)

/** All operations of the API, module by module. */
export const endpoints: readonly Endpoint[] = [
  me,
  ...unitEndpoints,
  ...memberEndpoints,
  ...reportEndpoints,
  ...restructuringEndpoints,
]
