export { listProcedures, listServices, type Procedure, type Service } from './catalogue.ts'
export { consentText, type FieldPack, makeFieldPack } from './field-pack.ts'
export { assistRecords, assistUndoRecords } from './sync.ts'
