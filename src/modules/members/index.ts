export { type Birth, readBirth, writtenBirth } from './birth.ts'
