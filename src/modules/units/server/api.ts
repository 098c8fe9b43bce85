import { z } from 'zod'
import { type Endpoint, read, write } from '#platform/server/api/endpoint.ts'
import { Day } from '#platform/shapes.ts'
import { levels } from '../types.ts'
import { closeUnit } from './commands/close-unit.ts'
import { createUnit } from './commands/create-unit.ts'
import { moveUnit } from './commands/move-unit.ts'
import { renameUnit } from './commands/rename-unit.ts'
import { withdrawChange } from './commands/withdraw-change.ts'
import { getUnit, listChildren, searchUnits } from './queries.ts'

const Step = z.object({
  id: z.uuid(),
  name: z.string(),
  level: z.enum(levels as [string, ...string[]]),
})
const UnitOut = Step.extend({
  type: z.string(),
  code: z.string().nullable(),
  gazetteerCode: z.string().nullable(),
  parentId: z.uuid().nullable(),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
})
const tag = 'units'

export const unitEndpoints: readonly Endpoint[] = [
  read(
    {
      path: '/units',
      tag,
      summary: {
        vi: 'Tìm đơn vị theo tên mới hoặc cũ, hay liệt kê các đơn vị cao nhất',
        en: 'Search units by present or former name, or list the highest ones',
      },
      input: z.object({
        q: z.string().max(100).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(20),
      }),
      output: z.object({
        units: z.array(
          z.object({
            id: z.uuid(),
            name: z.string(),
            type: z.string(),
            level: z.string(),
            path: z.array(Step).optional(),
            formerName: z.string().nullish(),
            closedOn: z.iso.date().nullish(),
          }),
        ),
      }),
    },
    async (ctx, { q, limit }) => ({
      units: q ? await searchUnits(ctx, q, { limit }) : await listChildren(ctx, null),
    }),
  ),
  read(
    {
      path: '/units/{unitId}',
      tag,
      summary: {
        vi: 'Một đơn vị, như hôm nay hoặc như vào một ngày',
        en: 'A unit as it is, or as it stood on a day',
      },
      input: z.object({ unitId: z.uuid(), on: Day.optional() }),
      output: UnitOut.extend({ path: z.array(Step) }),
    },
    (ctx, { unitId, on }) => getUnit(ctx, unitId, on ? { on } : {}),
  ),
  read(
    {
      path: '/units/{unitId}/children',
      tag,
      summary: { vi: 'Các đơn vị trực thuộc', en: 'The units directly below' },
      input: z.object({ unitId: z.uuid(), on: Day.optional() }),
      output: z.object({ units: z.array(UnitOut.extend({ childCount: z.number().int() })) }),
    },
    async (ctx, { unitId, on }) => ({ units: await listChildren(ctx, unitId, on ? { on } : {}) }),
  ),
  write(
    {
      path: '/units',
      tag,
      summary: { vi: 'Thành lập đơn vị', en: 'Found a unit' },
      output: z.object({ id: z.uuid() }),
    },
    createUnit,
  ),
  write(
    {
      path: '/units/{unitId}/rename',
      tag,
      summary: { vi: 'Đổi tên đơn vị', en: 'Rename a unit' },
      output: z.object({ unitId: z.uuid() }),
    },
    renameUnit,
  ),
  write(
    {
      path: '/units/{unitId}/move',
      tag,
      summary: { vi: 'Chuyển trực thuộc', en: 'Move a unit' },
      output: z.object({ unitId: z.uuid() }),
    },
    moveUnit,
  ),
  write(
    {
      path: '/units/{unitId}/close',
      tag,
      summary: { vi: 'Kết thúc hoạt động của đơn vị', en: 'Close a unit' },
      output: z.object({ unitId: z.uuid() }),
    },
    closeUnit,
  ),
  write(
    {
      path: '/units/{unitId}/withdraw-change',
      tag,
      summary: {
        vi: 'Rút lại thay đổi gần nhất chưa tới ngày',
        en: 'Take back the last change that is still ahead',
      },
      output: z.object({ unitId: z.uuid(), event: z.string(), on: z.iso.date().optional() }),
    },
    withdrawChange,
  ),
]
