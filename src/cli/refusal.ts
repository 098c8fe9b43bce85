import * as m from '#paraglide/messages.js'
import { type DomainError, Invalid } from '#platform/server/errors.ts'
import { locale } from './output.ts'

type Message = (parameters: Record<string, unknown>, options: typeof locale) => string
const all = m as unknown as Record<string, Message>
const said = (key: string, details = {}) => all[key.replaceAll('.', '_')]?.(details, locale)

/** A refusal of the domain in the terminal's language, each field that is wrong with it. */
export function inWords(error: DomainError): string {
  const faults =
    error instanceof Invalid
      ? error.faults.map(({ path, code }) => `  ${path}: ${said(`fault_${code}`) ?? code}`)
      : []
  return [said(`error_${error.code}`, error.details) ?? error.code, ...faults].join('\n')
}
