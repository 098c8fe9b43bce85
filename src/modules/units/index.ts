export { type Moment, now, readMoment, type TreeView, withMoment } from './moment.ts'
export {
  laneLetter,
  layOutStory,
  type Story,
  type StoryEvent,
  type StoryHistory,
  tellStory,
} from './story.ts'
export { levels, mayStandUnder, type UnitLevel, type UnitType, unitTypes } from './types.ts'
