import { expect, test } from 'vitest'
import { PrepareVote } from '../shapes.ts'
import type { StandingRule } from './queries.ts'
import { voteFromForm } from './vote-from-form.ts'

const rules: StandingRule[] = [
  {
    code: 'resolution',
    kind: 'motion',
    threshold: { num: 1, den: 2, atLeast: false },
    base: 'present',
    quorum: { num: 2, den: 3, atLeast: true },
    source: 'Điều lệ',
  },
]
const unitId = '019aeb4a-1744-7fe3-ae9c-e4ea0eb7629b'

const read = (fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({
    id: unitId,
    title: 'Thử',
    method: 'open',
    ...fields,
  }))
    form.set(name, value)
  return PrepareVote.safeParse({ ...voteFromForm(form, rules), unitId })
}

test('a motion takes the chosen rule with its source, and leaves candidates out', () => {
  const { data } = read({ rule: 'resolution', candidates: 'A', seats: '1', source: '' })
  expect(data).toMatchObject({
    kind: 'motion',
    seats: 0,
    candidates: [],
    rule: { threshold: { num: 1, den: 2 }, base: 'present', source: 'Điều lệ' },
  })
})

test('candidates stand a line each, with what is said of them after a dash', () => {
  const { data } = read({
    kind: 'election',
    seats: '2',
    candidates: 'Lý Thị Mỷ - Chi đoàn Má Lủng\n\n  Sùng Mí Nô\nVừ-A – Phó – Bí thư',
  })
  expect(data?.candidates).toEqual([
    { name: 'Lý Thị Mỷ', note: 'Chi đoàn Má Lủng' },
    { name: 'Sùng Mí Nô' },
    { name: 'Vừ-A', note: 'Phó – Bí thư' },
  ])
})

test('another share needs its numbers and where it is written', () => {
  const other = { rule: 'other', num: '3', den: '4', atLeast: 'on', base: 'entitled' }
  expect(read({ ...other, source: 'Quy chế' }).data?.rule).toMatchObject({
    threshold: { num: 3, den: 4, atLeast: true },
    base: 'entitled',
    source: 'Quy chế',
  })
  const paths = (fields: Record<string, string>) =>
    read(fields).error?.issues.map(({ path }) => path.join('.'))
  expect(paths(other)).toEqual(['rule.source'])
  expect(paths({ ...other, den: '0', source: 'x' })).toContain('rule.threshold.den')
  expect(paths({ ...other, num: '5', source: 'x' })).toEqual(['rule.threshold.num'])
})
