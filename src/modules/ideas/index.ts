export { type Category, categories, categoryCodes, categoryName } from './categories.ts'
export { limits } from './limits.ts'
export type { ProposeBody } from './shapes.ts'
export {
  type Criterion,
  criteria,
  highestScore,
  type IdeaState,
  isEditable,
  isPublicState,
  isScored,
  isScreening,
  isWaiting,
  nextState,
  publicStates,
  type Scores,
  states,
} from './states.ts'
