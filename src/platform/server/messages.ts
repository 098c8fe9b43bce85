import * as m from '#paraglide/messages.js'

type Message = (parameters?: Record<string, unknown>) => string
const all = m as unknown as Record<string, Message>

/** A message by its key in the request's language; nothing where there is no such message. */
export const messageNamed = (
  key: string,
  parameters: Record<string, unknown> = {},
): string | undefined => all[key]?.(parameters)

/** What a refused person is told: the code's own message, else that something went wrong. */
export const errorText = (code: string, details: Record<string, unknown> = {}): string =>
  messageNamed(`error_${code.replaceAll('.', '_')}`, details) ?? m.error_unexpected()

/** What stands beside a field with a fault. */
export const faultText = (code: string, details: Record<string, unknown> = {}): string =>
  messageNamed(`fault_${code.replaceAll('.', '_')}`, details) ?? m.fault_invalid()
