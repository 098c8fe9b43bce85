export {
  isNotKept,
  type Note,
  notKept,
  type ReportIndicator,
  type ReportMeasure,
  type SectionName,
  sections,
} from './article.ts'
export { forUnit, type ReportPlace, reportHref } from './components/links.ts'
export { ProvincialReport, ProvincialReportAsked, type ReportFigure } from './shapes.ts'
