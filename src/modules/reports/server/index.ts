export { reportEndpoints } from './api.ts'
export { type ReportAsked, readAsked, twelveMonthsTo } from './asked.ts'
export { type LeftOut, leftOutOf } from './left-out.ts'
export { provincialReport, type Report } from './provincial-report.ts'
export { provincialReportJson } from './provincial-report-json.ts'
export { type Cell, type RecordsTable, recordsTable } from './records-table.ts'
export { headOf, type ReportHead, readHead } from './screen.ts'
export { readSubject, type Subject } from './subject.ts'
export { barLength, type Order, unitsBelow } from './units-below.ts'
export { breakDownSheet, reportSheet } from './workbooks.ts'
export {
  indicatorName,
  leftOutText,
  measureName,
  noteText,
  shortName,
  viewText,
  writtenTime,
  writtenValue,
} from './written.ts'
export { type WrittenFigure, type WrittenSection, writeReport } from './written-report.ts'
