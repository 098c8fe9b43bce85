import { z } from 'zod'
import { type Endpoint, read, write } from '#platform/server/api/endpoint.ts'
import { admitMember } from './commands/admit-member.ts'
import { endMemberships } from './commands/end-memberships.ts'
import { recordCitizenApp } from './commands/record-citizen-app.ts'
import { transferMembers } from './commands/transfer-members.ts'
import { updatePerson } from './commands/update-person.ts'
import { ListQuery, queryOf, writeCursor } from './list-query.ts'
import { canListMembers } from './policy.ts'
import { getPerson, listMembers } from './queries.ts'

const nullable = z.string().nullable()
const Row = z.object({
  id: z.uuid(),
  code: nullable,
  fullName: z.string(),
  sex: nullable,
  birthOn: nullable,
  birthYear: z.number().int().nullable(),
  phone: nullable,
  standing: z.string(),
  unitId: z.uuid(),
  unitName: z.string(),
})
const PersonOut = Row.omit({ unitName: true }).extend({
  otherName: nullable,
  email: nullable,
  citizenId: nullable,
  hometown: nullable,
  residence: nullable,
  residenceStatus: nullable,
  occupation: nullable,
  education: nullable,
  professionalLevel: nullable,
  politicalTheory: nullable,
  languages: nullable,
  admittedOn: nullable,
  admittedAtPlace: nullable,
  admissionResolution: nullable,
  introducer: nullable,
  hasDigitalSignature: z.boolean(),
  note: nullable,
  version: z
    .number()
    .int()
    .meta({ description: 'Send it back with a change; it guards against overwriting' }),
})
const tag = 'members'

export const memberEndpoints: readonly Endpoint[] = [
  read(
    {
      path: '/members',
      tag,
      summary: {
        vi: 'Danh sách đoàn viên trong phạm vi, xếp theo tên',
        en: 'The register within reach, by given name',
      },
      input: ListQuery,
      output: z.object({
        members: z.array(Row),
        count: z
          .number()
          .int()
          .meta({ description: 'Counted up to 50,000, in a search up to 1,000' }),
        next: nullable,
        previous: nullable,
      }),
    },
    async (ctx, input) => {
      await ctx.authorize(canListMembers)
      const page = await listMembers(ctx, queryOf(input))
      return {
        members: page.rows,
        count: page.count,
        next: page.next && writeCursor(page.next),
        previous: page.previous && writeCursor(page.previous),
      }
    },
  ),
  read(
    {
      path: '/members/{personId}',
      tag,
      summary: {
        vi: 'Hồ sơ một người (không có thông tin nhạy cảm)',
        en: 'A person’s record (without sensitive facts)',
      },
      input: z.object({ personId: z.uuid() }),
      output: PersonOut,
    },
    async (ctx, { personId }) => {
      const person = await getPerson(ctx, personId)
      return { ...person, standing: person.standing ?? 'former' }
    },
  ),
  write(
    {
      path: '/members',
      tag,
      summary: { vi: 'Thêm người vào sổ', en: 'Enter a person into the register' },
      output: z.object({ id: z.uuid() }),
    },
    admitMember,
  ),
  write(
    {
      path: '/members/{personId}',
      tag,
      summary: { vi: 'Sửa hồ sơ', en: 'Change a record' },
      output: z.object({ id: z.uuid() }),
    },
    updatePerson,
  ),
  write(
    {
      path: '/members/transfer',
      tag,
      summary: { vi: 'Chuyển sinh hoạt', en: 'Transfer people' },
      output: z.object({ moved: z.number().int() }),
    },
    transferMembers,
  ),
  write(
    {
      path: '/members/end',
      tag,
      summary: { vi: 'Kết thúc sinh hoạt', en: 'End memberships' },
      output: z.object({ ended: z.number().int() }),
    },
    endMemberships,
  ),
  write(
    {
      path: '/members/citizen-app',
      tag,
      summary: { vi: 'Ghi nhận dùng Công dân số', en: 'Record the digital-citizen app' },
      output: z.object({ recorded: z.number().int() }),
    },
    recordCitizenApp,
  ),
]
