export { type Birth, readBirth, writtenBirth } from './birth.ts'
export { type Card, type CardAnswer, type CardKeys, examineCard, readCard } from './examine-card.ts'
