/** The life of an idea; see README.md. */
export const states = [
  'draft',
  'returned',
  'branch',
  'commune',
  'province',
  'chosen',
  'published',
  'supported',
  'doing',
  'done',
  'declined',
  'merged',
  'withdrawn',
] as const
export type IdeaState = (typeof states)[number]

/** Levels that screen an idea, in their order. */
export const screening = ['branch', 'commune', 'province'] as const
export type ScreeningState = (typeof screening)[number]
export const isScreening = (state: string): state is ScreeningState =>
  (screening as readonly string[]).includes(state)

/** Somebody answers for it until a day. */
export const waiting = [
  'branch',
  'commune',
  'province',
  'chosen',
  'published',
  'supported',
  'doing',
] as const
export const isWaiting = (state: string): boolean => (waiting as readonly string[]).includes(state)

/** The author may change what it says. */
export const isEditable = (state: string): boolean => state === 'draft' || state === 'returned'

/** What the gallery shows. */
export const publicStates = ['published', 'supported', 'doing', 'done'] as const
export const isPublicState = (state: string): boolean =>
  (publicStates as readonly string[]).includes(state)

/** What follows when a step is passed. */
export const nextState = {
  branch: 'commune',
  commune: 'province',
  province: 'chosen',
  chosen: 'published',
  published: 'supported',
  supported: 'doing',
  doing: 'done',
} as const satisfies Partial<Record<IdeaState, IdeaState>>

/** By what a commune and the province weigh an idea, each from 1 (hardly) to 5 (very much). */
export const criteria = ['novelty', 'usefulness', 'feasibility', 'spread', 'local_fit'] as const
export type Criterion = (typeof criteria)[number]
export type Scores = Record<Criterion, number>
export const highestScore = 5

/** Which steps give scores; a branch only says whether it goes on. */
export const isScored = (state: string): boolean => state === 'commune' || state === 'province'
