import type { Endpoint } from '#platform/server/api/endpoint.ts'
import { ProvincialReport, ProvincialReportAsked } from '../shapes.ts'
import { provincialReportJson } from './provincial-report-json.ts'

export const reportEndpoints: readonly Endpoint[] = [
  {
    method: 'get',
    path: '/reports/provincial',
    tag: 'reports',
    summary: {
      vi: 'Báo cáo của tỉnh hoặc của một đơn vị, tính đến một ngày',
      en: 'The provincial report, or that of a unit, as of a day',
    },
    input: ProvincialReportAsked,
    output: ProvincialReport,
    run: provincialReportJson,
  },
]
