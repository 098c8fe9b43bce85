import { z } from 'zod'
import type { App } from '../app.ts'
import { parseInput } from '../command.ts'
import type { Asking } from '../context.ts'
import { DomainError, Invalid, NotFound, TooLarge } from '../errors.ts'
import { errorText, faultText } from '../messages.ts'
import type { Endpoint } from './endpoint.ts'
import { namesTakenBy } from './input-schema.ts'
import { takeRequest } from './rate-limit.ts'

/** In bytes. */
const largestBody = 2_000_000

/** Answers a request to the API with JSON, an error as problem details (RFC 9457). */
export async function serveApi(
  endpoints: readonly Endpoint[],
  app: App,
  asking: Asking,
  request: Request,
  path: string,
): Promise<Response> {
  try {
    if (!asking.actor.accountId) return problem(401, 'sign_in_first', {}, asking)
    const taken = takeRequest(asking.actor.accountId, app.now().getTime())
    if (taken.wait > 0)
      return problem(429, 'too_many_requests', {}, asking, { 'retry-after': String(taken.wait) })

    const { endpoint, parameters } = findEndpoint(endpoints, request.method, path)
    const input = { ...(await readInput(request)), ...parameters }
    if (endpoint.method === 'get') {
      refuseUnknown(endpoint, input)
      parseInput(endpoint.input, input)
    }
    const result = await endpoint.run(app, asking, input)
    // What is not in the output's shape does not leave the house.
    return json(200, endpoint.output.parse(result), { 'x-ratelimit-remaining': String(taken.left) })
  } catch (error) {
    if (error instanceof z.ZodError) throw error
    if (error instanceof DomainError) {
      const faults =
        error instanceof Invalid
          ? error.faults.map(({ path, code, details }) => ({
              path,
              code,
              text: faultText(code, details),
            }))
          : undefined
      const extra = { title: errorText(error.code, error.details), ...(faults ? { faults } : {}) }
      return problem(error.status, error.code, extra, asking)
    }
    throw error
  }
}

/** The endpoint at a path: a word that is meant as it stands goes before a parameter, in any order. */
export function findEndpoint(endpoints: readonly Endpoint[], method: string, path: string) {
  const parts = path.split('/').filter(Boolean)
  let found: { endpoint: Endpoint; parameters: Record<string, string> } | undefined
  let shape = ''
  for (const endpoint of endpoints) {
    if (endpoint.method !== method.toLowerCase()) continue
    const pattern = endpoint.path.split('/').filter(Boolean)
    if (pattern.length !== parts.length) continue
    const names = pattern.map((part) => /^\{(\w+)\}$/.exec(part)?.[1])
    if (!names.every((name, index) => name !== undefined || pattern[index] === parts[index]))
      continue
    // 'fixed, parameter' sorts before 'parameter, fixed': the earlier word decides.
    const own = names.map((name) => (name === undefined ? 0 : 1)).join('')
    if (found && own >= shape) continue
    const entries = names.map((name, index) => [name, parts[index] ?? ''] as const)
    const parameters = Object.fromEntries(entries.filter(([name]) => name !== undefined))
    found = { endpoint, parameters }
    shape = own
  }
  if (!found) throw new NotFound('not_found')
  return found
}

/** A name that is not known would be a filter that silently does not filter. */
function refuseUnknown(endpoint: Endpoint, input: Record<string, unknown>) {
  const taken = namesTakenBy(endpoint)
  const unknown = Object.keys(input).filter((name) => !taken.has(name))
  if (unknown.length > 0) throw new Invalid(unknown.map((path) => ({ path, code: 'unknown_name' })))
}

async function readInput(request: Request): Promise<Record<string, unknown>> {
  if (request.method === 'GET') return Object.fromEntries(new URL(request.url).searchParams)
  if (!request.headers.get('content-type')?.startsWith('application/json'))
    throw new Invalid([], 'api.json_only')
  const tooLarge = new TooLarge('api.too_large', { megabytes: largestBody / 1_000_000 })
  if (Number(request.headers.get('content-length')) > largestBody) throw tooLarge
  const bytes = Buffer.from(await request.arrayBuffer())
  if (bytes.length > largestBody) throw tooLarge
  try {
    const body: unknown = JSON.parse(bytes.toString('utf8'))
    if (body && typeof body === 'object' && !Array.isArray(body))
      return body as Record<string, unknown>
  } catch {
    // Falls through to the same answer as a body that is no object.
  }
  throw new Invalid([], 'api.json_only')
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })

/** The body of an error: RFC 9457, with our code and, where fields are at fault, which and why. */
export const Problem = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    requestId: z.string(),
    faults: z.array(z.object({ path: z.string(), code: z.string(), text: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })

function problem(
  status: number,
  code: string,
  extra: object,
  asking: Asking,
  headers: Record<string, string> = {},
) {
  const body = {
    type: 'about:blank',
    title: errorText(code),
    status,
    code,
    requestId: asking.requestId,
    ...extra,
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  })
}
