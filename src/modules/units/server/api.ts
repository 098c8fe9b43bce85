import { z } from 'zod'
import { type Endpoint, read, write } from '#platform/server/api/endpoint.ts'
import { Day } from '#platform/shapes.ts'
import { MomentShape } from '../shapes.ts'
import { levels } from '../types.ts'
import { changeGroupingMembers } from './commands/change-grouping-members.ts'
import { closeGrouping } from './commands/close-grouping.ts'
import { closeUnit } from './commands/close-unit.ts'
import { createGrouping } from './commands/create-grouping.ts'
import { createUnit } from './commands/create-unit.ts'
import { moveUnit } from './commands/move-unit.ts'
import { renameGrouping } from './commands/rename-grouping.ts'
import { renameUnit } from './commands/rename-unit.ts'
import { withdrawChange } from './commands/withdraw-change.ts'
import { getGrouping, listGroupings } from './groupings.ts'
import { formersOf, heirsOf } from './heirs.ts'
import { getUnit, listChildren } from './queries.ts'
import { searchUnits } from './search-units.ts'

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
const SetOut = z.object({
  id: z.uuid(),
  name: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  decisionNo: z.string().nullable(),
  memberCount: z.number().int(),
})
const SetChanged = z.object({ groupingId: z.uuid() })
const Heir = Step.extend({ type: z.string() }).meta({
  description: 'A unit that stands today in the place of one that is no more',
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
        ...MomentShape,
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
            heirs: z.array(Heir).optional(),
          }),
        ),
      }),
    },
    async (ctx, { q, limit, on, view }) => ({
      units: q
        ? await searchUnits(ctx, q, { limit, on, standing: view === 'today' })
        : await listChildren(ctx, null, { on: view === 'then' ? on : undefined }),
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
      output: UnitOut.extend({ path: z.array(Step), heirs: z.array(Heir) }),
    },
    async (ctx, { unitId, on }) => ({
      ...(await getUnit(ctx, unitId, { on })),
      heirs: (await heirsOf(ctx, [unitId])).get(unitId) ?? [],
    }),
  ),
  read(
    {
      path: '/units/{unitId}/children',
      tag,
      summary: { vi: 'Các đơn vị trực thuộc', en: 'The units directly below' },
      input: z.object({ unitId: z.uuid(), ...MomentShape }),
      output: z.object({
        units: z.array(
          UnitOut.extend({
            childCount: z.number().int(),
            formers: z.array(z.string()).optional().meta({
              description: 'In today’s units: which stood in its place on the day',
            }),
          }),
        ),
      }),
    },
    async (ctx, { unitId, on, view }) => {
      if (view === 'then' || !on)
        return { units: await listChildren(ctx, unitId, { on: view === 'then' ? on : undefined }) }
      const units = await listChildren(ctx, unitId)
      const formers = await formersOf(
        ctx,
        units.map(({ id }) => id),
        on,
      )
      return { units: units.map((unit) => ({ ...unit, formers: formers.get(unit.id) ?? [] })) }
    },
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
  read(
    {
      path: '/unit-sets',
      tag,
      summary: { vi: 'Các cụm đơn vị vào một ngày', en: 'The sets of units on a day' },
      input: z.object({ on: Day.optional() }),
      output: z.object({ sets: z.array(SetOut) }),
    },
    async (ctx, { on }) => ({ sets: await listGroupings(ctx, { on }) }),
  ),
  read(
    {
      path: '/unit-sets/{groupingId}',
      tag,
      summary: { vi: 'Một cụm đơn vị', en: 'A set of units with its members' },
      input: z.object({ groupingId: z.uuid(), on: Day.optional() }),
      output: SetOut.extend({
        members: z.array(
          z.object({
            unitId: z.uuid(),
            name: z.string(),
            type: z.string(),
            validFrom: z.iso.date(),
            validTo: z.iso.date().nullable(),
          }),
        ),
      }),
    },
    (ctx, { groupingId, on }) => getGrouping(ctx, groupingId, { on }),
  ),
  write(
    {
      path: '/unit-sets',
      tag,
      summary: { vi: 'Lập cụm đơn vị', en: 'Found a set of units' },
      output: z.object({ id: z.uuid() }),
    },
    createGrouping,
  ),
  write(
    {
      path: '/unit-sets/{groupingId}/members',
      tag,
      summary: { vi: 'Thay đổi đơn vị trong cụm', en: 'Change the units of a set' },
      output: SetChanged,
    },
    changeGroupingMembers,
  ),
  write(
    {
      path: '/unit-sets/{groupingId}/rename',
      tag,
      summary: { vi: 'Đổi tên cụm đơn vị', en: 'Rename a set of units' },
      output: SetChanged,
    },
    renameGrouping,
  ),
  write(
    {
      path: '/unit-sets/{groupingId}/close',
      tag,
      summary: { vi: 'Kết thúc cụm đơn vị', en: 'End a set of units' },
      output: SetChanged,
    },
    closeGrouping,
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
