export { arrangeOrganisation, type Organisation, type UnitKey } from './testing/organisation.ts'
