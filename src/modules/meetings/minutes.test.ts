import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOrder } from './events.ts'
import { writeMinutes } from './minutes.ts'
import { presentIn, quorumIn, stateOf } from './state.ts'
import { anyMeeting, aPlan, happened } from './testing/meetings.ts'

test('minutes say when, where, who, what was said, how the hands stood, what was decided and who does it', () => {
  const plan = aPlan(4)
  const events = happened(plan, [
    { type: 'opened', chairId: 'p0', secretaryId: 'p1', roster: ['p0', 'p1', 'p2', 'p3'] },
    { type: 'attended', personId: 'p0', method: 'roster' },
    { type: 'attended', personId: 'p1', method: 'card' },
    { type: 'attended', personId: 'p2', method: 'online' },
    { type: 'excused', personId: 'p3', reason: 'đi làm ở Bắc Giang' },
    { type: 'item_started', itemId: 'i0' },
    { type: 'opinion', itemId: 'i0', personId: 'p2', text: 'Nên làm vào chủ nhật.' },
    { type: 'hands', itemId: 'i0', question: 'Nghị quyết tháng 7', for: 2, against: 0, abstain: 1 },
    { type: 'decision', itemId: 'i0', text: 'Ra quân ngày 05/07.' },
    { type: 'assigned', itemId: 'i0', title: 'Mượn loa', ownerId: 'p2', dueOn: '2026-07-04' },
    { type: 'closed' },
  ])
  expect(writeMinutes(plan, events)).toBe(
    `Thời gian bắt đầu: 19 giờ 00, ngày 15/06/2026.
Địa điểm: Nhà văn hóa thôn.
I. THÀNH PHẦN
Có mặt: 3/4 đồng chí: Người 0, Người 1, Người 2.
Trong đó dự trực tuyến: 1 đồng chí.
Vắng có lý do: 1 đồng chí: Người 3 (đi làm ở Bắc Giang).
Vắng không có lý do: không.
Chủ trì: đồng chí Người 0.
Thư ký: đồng chí Người 1.
Số người dự bảo đảm điều kiện tiến hành: cần 3/4, có mặt 3.
II. NỘI DUNG
1. Nội dung 0
Ý kiến phát biểu:
- Người 2: Nên làm vào chủ nhật.
Biểu quyết giơ tay: Nghị quyết tháng 7 – tán thành 2, không tán thành 0, không có ý kiến 1; có mặt 3, cần 2 tán thành: được thông qua.
Kết luận: Ra quân ngày 05/07.
2. Nội dung 1 (không tiến hành)
III. NGHỊ QUYẾT
1. Ra quân ngày 05/07.
IV. PHÂN CÔNG NHIỆM VỤ
1. Mượn loa – đồng chí Người 2, hoàn thành trước ngày 04/07/2026.
Buổi họp kết thúc lúc 19 giờ 10, ngày 15/06/2026.`,
  )
})

test('the same minutes, however the events of a meeting are shuffled, repeated and cut into batches', () => {
  fc.assert(
    fc.property(anyMeeting, fc.infiniteStream(fc.nat()), ({ plan, events }, chances) => {
      const chance = (below: number) => (chances.next().value as number) % below
      const minutes = writeMinutes(plan, events)
      const shuffled = [...events, ...events.filter(() => chance(3) === 0)]
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = chance(i + 1)
        const [one, other] = [shuffled[i], shuffled[j]]
        if (one && other) [shuffled[i], shuffled[j]] = [other, one]
      }
      expect(writeMinutes(plan, shuffled)).toBe(minutes)
    }),
    { numRuns: 300 },
  )
})

test('a phone’s events keep the order of their numbers, even where its clock was set back meanwhile', () => {
  fc.assert(
    fc.property(anyMeeting, ({ events }) => {
      const last = new Map<string, number>()
      for (const { deviceId, seq } of inOrder(events)) {
        if (deviceId === null || seq === null) continue
        expect(seq).toBeGreaterThan(last.get(deviceId) ?? 0)
        last.set(deviceId, seq)
      }
    }),
  )
})

test('nobody is present twice, and never more than the list has', () => {
  fc.assert(
    fc.property(anyMeeting, ({ plan, events }) => {
      const state = stateOf(plan, events)
      const { have, need, of } = quorumIn(plan, state)
      expect(have).toBeLessThanOrEqual(state.roster.length)
      expect(need).toBeLessThanOrEqual(Math.max(1, of))
      expect(presentIn(state).size).toBeGreaterThanOrEqual(have)
    }),
  )
})

test('what was retracted leaves no trace, whichever of the two came first', () => {
  const plan = aPlan(3)
  const events = happened(plan, [
    { type: 'opened', chairId: 'p0', secretaryId: 'p1', roster: ['p0', 'p1', 'p2'] },
    { type: 'attended', personId: 'p0', method: 'roster' },
    { type: 'decision', itemId: 'i0', text: 'Ghi nhầm.' },
  ])
  const [retraction] = happened(plan, [{ type: 'retracted', eventId: events[2]?.id ?? '' }], 9)
  if (!retraction) throw new Error('no retraction')
  expect(writeMinutes(plan, [...events, retraction])).not.toContain('Ghi nhầm')
  expect(writeMinutes(plan, [retraction, ...events])).toBe(
    writeMinutes(plan, [...events, retraction]),
  )
})

test('more hands than people are shown as a doubt, and a point added on another phone is found', () => {
  const plan = aPlan(2)
  const added = { id: 'late', title: 'Phát sinh', kind: 'discussion' as const }
  const events = happened(plan, [
    { type: 'opened', chairId: 'p0', secretaryId: 'p1', roster: ['p0', 'p1'] },
    { type: 'attended', personId: 'p0', method: 'roster' },
    { type: 'decision', itemId: 'late', text: 'Nhất trí.' },
    { type: 'hands', itemId: 'i0', question: 'x', for: 3, against: 0, abstain: 0 },
    { type: 'item_added', item: added },
    { type: 'opinion', itemId: 'nowhere', text: 'x' },
  ])
  expect(stateOf(plan, events).doubts.map(({ code }) => code)).toEqual([
    'too_many_hands',
    'unknown_item',
  ])
  expect(writeMinutes(plan, events)).toContain('3. Phát sinh')
})
