import { z } from 'zod'
import type { App } from '../app.ts'
import { parseInput } from '../command.ts'
import type { Asking } from '../context.ts'
import { DomainError, Invalid, NotFound } from '../errors.ts'
import { errorText, faultText } from '../messages.ts'
import type { Endpoint } from './endpoint.ts'
import { takeRequest } from './rate-limit.ts'

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

    const { endpoint, parameters } = find(endpoints, request.method, path)
    const input = { ...(await readInput(request)), ...parameters }
    if (endpoint.method === 'get') parseInput(endpoint.input, input)
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
      return problem(error.status, error.code, { ...(faults ? { faults } : {}) }, asking)
    }
    throw error
  }
}

function find(endpoints: readonly Endpoint[], method: string, path: string) {
  const parts = path.split('/').filter(Boolean)
  for (const endpoint of endpoints) {
    if (endpoint.method !== method.toLowerCase()) continue
    const pattern = endpoint.path.split('/').filter(Boolean)
    if (pattern.length !== parts.length) continue
    const parameters: Record<string, string> = {}
    const matches = pattern.every((part, index) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1]
      if (name) parameters[name] = decodeURIComponent(parts[index] ?? '')
      return name !== undefined || part === parts[index]
    })
    if (matches) return { endpoint, parameters }
  }
  throw new NotFound('not_found')
}

async function readInput(request: Request): Promise<Record<string, unknown>> {
  if (request.method === 'GET') return Object.fromEntries(new URL(request.url).searchParams)
  if (!request.headers.get('content-type')?.startsWith('application/json'))
    throw new Invalid([], 'api.json_only')
  const text = await request.text()
  if (text.length > largestBody) throw new Invalid([], 'api.too_large')
  try {
    const body: unknown = JSON.parse(text)
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
