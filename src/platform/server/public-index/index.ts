export { dropPublicEntry, type PublicEntry, putPublicEntries, putPublicEntry } from './put.ts'
export {
  type FoundEntry,
  listFront,
  type PublicPage,
  type PublicSearch,
  publicQueryOf,
  searchPublic,
} from './search.ts'
