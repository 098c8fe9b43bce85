import { Conflict, Forbidden, RuleBroken } from '#platform/server/errors.ts'

/** What the database says of a reform that cannot be, in the domain's terms; anything else is thrown on. */
export async function asDomainError<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    const {
      code,
      message = '',
      detail,
    } = error as {
      code?: string
      message?: string
      detail?: string
    }
    if (!message.startsWith('restructuring.')) throw error
    if (code === '42501') throw new Forbidden(message)
    const details = detail ? { found: JSON.parse(detail) as unknown } : {}
    if (message === 'restructuring.tree_changed' || message === 'restructuring.not_open')
      throw new Conflict(message)
    throw new RuleBroken(message, details)
  }
}
