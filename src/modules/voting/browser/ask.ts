/** The server refused; the code is the key of the message that says why. */
export class Refused extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** There was no answer, or none that says anything: it may be tried again. */
export class Unreachable extends Error {}

/** Posts JSON and reads the answer. Throws {@link Refused} or {@link Unreachable}. */
export async function post(
  address: string,
  body: unknown,
  options: RequestInit = {},
): Promise<Record<string, unknown>> {
  let answer: Response
  try {
    answer = await fetch(address, {
      ...options,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    })
  } catch {
    throw new Unreachable()
  }
  const read = (await answer.json().catch(() => undefined)) as Record<string, unknown> | undefined
  if (answer.ok && read) return read
  if (answer.status >= 500 || typeof read?.code !== 'string') throw new Unreachable()
  throw new Refused(read.code)
}
