import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planReform } from './plan-reform.ts'
import { aTree } from './testing.ts'
import type { Organisation, ReformEvent } from './types.ts'

const tree = aTree()
const units = [...tree.organisation.standing.values()]
const organisation = (more: Partial<Organisation> = {}): Organisation => ({
  ...tree.organisation,
  ...more,
})
const found = tree.founding
const parents = (plan: ReturnType<typeof planReform>) =>
  Object.fromEntries([...plan.after.values()].map((one) => [one.id, one.parentId]))

test('a merger ends the old units, and what stood below stands below the new one', () => {
  const plan = planReform(organisation(), [
    found('new', 'hg'),
    { kind: 'merge', from: ['pv', 'tl'], into: 'new' },
  ])
  expect(plan.faults).toEqual([])
  expect(plan.questions).toEqual([])
  expect([...plan.ended.keys()].sort()).toEqual(['pv', 'tl'])
  expect(parents(plan)).toMatchObject({
    pv1: 'new',
    pv2: 'new',
    tl1: 'new',
    tl2: 'new',
    new: 'hg',
  })
  expect(plan.lineage).toContainEqual({ event: 'merge', from: 'pv', to: 'new' })
  expect(plan.lineage).toContainEqual({ event: 'move', from: 'tl2', to: 'tl2' })
})

test('a province merged into another takes along what its districts, dissolved, leave behind', () => {
  const plan = planReform(organisation(), [
    { kind: 'merge', from: ['hg'], into: 'tq' },
    { kind: 'dissolve', unitId: 'mv' },
    found('new', 'hg'),
    { kind: 'merge', from: ['pv'], into: 'new' },
  ])
  expect(plan.faults).toEqual([])
  expect(plan.ended.get('mv')?.into).toEqual(['tq'])
  expect(parents(plan)).toMatchObject({ new: 'tq', tl: 'tq', pv1: 'new', tl1: 'tl', ns: 'tq' })
})

test('a split asks where each branch and the unit’s own people go, and takes the answers', () => {
  const events: ReformEvent[] = [
    found('east', 'mv'),
    found('west', 'mv'),
    { kind: 'split', unitId: 'pv', into: ['east', 'west'] },
  ]
  const asked = planReform(organisation({ withOwn: new Set(['pv']) }), events)
  expect(asked.questions).toEqual([
    { kind: 'place', unitId: 'pv1', of: 'pv', into: ['east', 'west'] },
    { kind: 'place', unitId: 'pv2', of: 'pv', into: ['east', 'west'] },
    { kind: 'own', unitId: 'pv', into: ['east', 'west'] },
  ])
  const answers = new Map([
    ['pv1', 'east'],
    ['pv2', 'west'],
    ['pv', 'west'],
  ])
  const plan = planReform(organisation({ withOwn: new Set(['pv']) }), events, answers)
  expect(plan.questions).toEqual([])
  expect(plan.faults).toEqual([])
  expect(parents(plan)).toMatchObject({ pv1: 'east', pv2: 'west' })
  expect(plan.ended.get('pv')).toMatchObject({ into: ['east', 'west'], ownTo: 'west' })
})

test('an answer that names no part of the split is asked again', () => {
  const plan = planReform(
    organisation(),
    [found('east', 'mv'), { kind: 'split', unitId: 'pv', into: ['east', 'tl'] }],
    new Map([['pv1', 'ns']]),
  )
  expect(plan.questions).toContainEqual({
    kind: 'place',
    unitId: 'pv1',
    of: 'pv',
    into: ['east', 'tl'],
  })
})

test('a branch founded later under a commune that will have ended goes where the commune went', () => {
  const plan = planReform(
    organisation({
      later: [{ id: 'version', unitId: 'class', parentId: 'pv', validFrom: '2025-09-05' }],
    }),
    [found('new', 'mv'), { kind: 'merge', from: ['pv'], into: 'new' }],
  )
  expect(plan.corrections).toEqual([{ versionId: 'version', unitId: 'class', parentId: 'new' }])
})

test('a unit that was closed comes back with its name and place', () => {
  const plan = planReform(
    organisation({
      closed: new Map([['old', { ...tree.organisation.standing.get('pv')!, id: 'old' }]]),
    }),
    [{ kind: 'reopen', unitId: 'old' }],
  )
  expect(plan.faults).toEqual([])
  expect(plan.after.get('old')).toMatchObject({ parentId: 'mv', change: 'reopened' })
})

test.each<[string, ReformEvent[], string]>([
  [
    'ends twice',
    [
      { kind: 'merge', from: ['pv'], into: 'tl' },
      { kind: 'dissolve', unitId: 'pv' },
    ],
    'ends_twice',
  ],
  ['is merged into itself', [{ kind: 'merge', from: ['pv'], into: 'pv' }], 'into_itself'],
  ['is merged into nothing known', [{ kind: 'merge', from: ['pv'], into: 'x' }], 'target_unknown'],
  [
    'is merged into one that ends',
    [
      { kind: 'merge', from: ['pv'], into: 'tl' },
      { kind: 'merge', from: ['tl'], into: 'ns' },
    ],
    'target_ends',
  ],
  ['is merged into a higher level', [{ kind: 'merge', from: ['pv'], into: 'hg' }], 'levels_differ'],
  ['is unknown', [{ kind: 'rename', unitId: 'x', name: 'y' }], 'unit_unknown'],
  ['is moved under a branch', [{ kind: 'move', unitId: 'pv', parentId: 'tl1' }], 'level_too_high'],
  ['is moved to nowhere', [{ kind: 'move', unitId: 'pv', parentId: 'x' }], 'parent_unknown'],
  [
    'ends and is renamed',
    [
      { kind: 'merge', from: ['pv'], into: 'tl' },
      { kind: 'rename', unitId: 'pv', name: 'y' },
    ],
    'changed_and_ended',
  ],
  ['is founded twice', [found('a', 'mv'), found('a', 'mv')], 'found_twice'],
  ['is reopened while it stands', [{ kind: 'reopen', unitId: 'pv' }], 'stands_already'],
  ['is dissolved without anything above', [{ kind: 'dissolve', unitId: 'hg' }], 'target_unknown'],
])('a unit that %s is a fault', (_, events, code) => {
  expect(planReform(organisation(), events).faults.map((fault) => fault.code)).toContain(code)
})

test('a unit changed on the day or later cannot end or change before: that is to be settled first', () => {
  const later = [{ id: 'v', unitId: 'pv', parentId: 'mv', validFrom: '2026-01-01' }]
  const plan = planReform(organisation({ later }), [{ kind: 'merge', from: ['pv'], into: 'tl' }])
  expect(plan.faults).toEqual([{ code: 'changed_later', unitId: 'pv' }])
})

/** Any events over the small organisation: many make no sense together. */
const anyId = fc.constantFrom(...units.map(({ id }) => id), 'n1', 'n2', 'n3')
const anyEvent: fc.Arbitrary<ReformEvent> = fc.oneof(
  fc.record({ unitId: fc.constantFrom('n1', 'n2', 'n3'), parentId: anyId }).map(
    ({ unitId, parentId }): ReformEvent => ({
      kind: 'found',
      unitId,
      type: 'commune_union',
      name: unitId,
      parentId,
    }),
  ),
  fc.record({
    kind: fc.constant('merge' as const),
    from: fc.uniqueArray(anyId, { minLength: 1, maxLength: 3 }),
    into: anyId,
  }),
  fc.record({
    kind: fc.constant('split' as const),
    unitId: anyId,
    into: fc.uniqueArray(anyId, { minLength: 2, maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('move' as const), unitId: anyId, parentId: anyId }),
  fc.record({ kind: fc.constant('dissolve' as const), unitId: anyId }),
)

test('whatever is ordered: a plan without faults and questions is a tree, loses no unit, and gives each ended one a place', () => {
  fc.assert(
    fc.property(
      fc.array(anyEvent, { maxLength: 6 }),
      fc.dictionary(anyId, anyId, { maxKeys: 12 }),
      (events, answers) => {
        const plan = planReform(organisation(), events, new Map(Object.entries(answers)))
        const reversed = planReform(
          organisation(),
          events.toReversed(),
          new Map(Object.entries(answers)),
        )
        for (const one of units)
          expect(Number(plan.after.has(one.id)) + Number(plan.ended.has(one.id))).toBe(1)
        if (plan.faults.length > 0 || plan.questions.length > 0) return
        // All events take effect together: their order says nothing.
        if (events.filter(({ kind }) => kind === 'move').length < 2)
          expect(parents(reversed)).toEqual(parents(plan))
        for (const ending of plan.ended.values()) {
          expect(ending.into.length).toBeGreaterThan(0)
          for (const into of ending.into) expect(plan.after.has(into)).toBe(true)
        }
        for (const one of plan.after.values()) {
          let at: typeof one | undefined = one
          let steps = 0
          while (at?.parentId) {
            at = plan.after.get(at.parentId)
            expect(at).toBeDefined()
            expect(++steps).toBeLessThan(10)
          }
        }
      },
    ),
    { numRuns: 500 },
  )
})
