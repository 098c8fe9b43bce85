import type { ImportFaultCode, Problem } from '../../../import-faults.ts'

/** What came out of a cell: a value where one could be made, and what is to be said about it. */
export interface Reading<T> {
  value?: T
  problems: Problem[]
}

export const read = <T>(value: T | undefined, ...problems: Problem[]): Reading<T> => ({
  value,
  problems,
})

export const unread = (code: ImportFaultCode, params?: Problem['params']): Reading<never> => ({
  problems: [{ code, params }],
})

export const nothing: Reading<never> = { problems: [] }
