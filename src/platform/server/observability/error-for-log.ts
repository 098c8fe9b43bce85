interface FromPostgres extends Error {
  code: string
  severity: string
  routine?: string
  constraint?: string
  table?: string
}

/**
 * An error as the log may hold it. PostgreSQL quotes in its message and detail what was typed (“invalid
 * input syntax …: "…"”, “Key (phone)=(…) already exists”): of its errors only the code, the names of
 * our own things and where in the program it was.
 */
export function errorForLog(error: unknown): string | Record<string, unknown> {
  if (!(error instanceof Error)) return String(error)
  const stack = error.stack ?? `${error.name}: ${error.message}`
  if (!isFromPostgres(error)) return stack
  const { code, routine, table, constraint, message } = error
  const at = stack.slice(stack.indexOf(message) + message.length).trim()
  return { postgres: code, routine, table, constraint, at }
}

const isFromPostgres = (error: Error): error is FromPostgres =>
  'severity' in error && /^[0-9A-Z]{5}$/.test(String((error as { code?: unknown }).code))
