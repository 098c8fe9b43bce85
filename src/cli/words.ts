import * as m from '#paraglide/messages.js'

type Message = (parameters: Record<string, unknown>, options: { locale: 'vi' | 'en' }) => string
const all = m as unknown as Record<string, Message>

/** A message whose key is put together at run time, such as that of a role type. */
export const named = (key: string, locale: 'vi' | 'en'): string =>
  all[key.replaceAll('.', '_')]?.({}, { locale }) ?? key
