export {
  type ReadTable,
  readDecisionTable,
  type TableInput,
} from './decision-table/read-decision-table.ts'
