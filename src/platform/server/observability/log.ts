import { pino } from 'pino'

export type Log = ReturnType<typeof openLog>

/** Structured lines on standard output. Only ids, names of things and durations: no personal data. */
export const openLog = (level: string) =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })
