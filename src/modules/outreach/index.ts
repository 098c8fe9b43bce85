export { languageName, languageNames } from './languages.ts'
export { limits } from './limits.ts'
export { type Block, type Inline, parseMarkup, plainText } from './markup.ts'
export { secondsToRead, spokenText } from './spoken.ts'
export {
  type Channel,
  channels,
  isEditable,
  kinds,
  type ParcelState,
  type PostKind,
  type PostState,
  states,
} from './states.ts'
