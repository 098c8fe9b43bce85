export { followLink } from './commands/follow-link.ts'
export { hangLink } from './commands/hang-link.ts'
export { isScan } from './is-scan.ts'
export { findPlace, listPlaces, placeFor } from './places.ts'
