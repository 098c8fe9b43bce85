import type { Endpoint } from './endpoint.ts'
import { type Schema, schemaOf } from './input-schema.ts'
import { Problem } from './serve.ts'

/** Moves the shapes that have a name of their own to where an OpenAPI document keeps them. */
function gatherNamed<Document extends { components: object }>(document: Document): Document {
  const schemas: Record<string, unknown> = {}
  const gather = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(gather)
    if (!node || typeof node !== 'object') return node
    const { $defs, ...rest } = node as Record<string, unknown>
    for (const [name, schema] of Object.entries($defs ?? {})) schemas[name] = gather(schema)
    return Object.fromEntries(
      Object.entries(rest).map(([key, value]) => [
        key,
        key === '$ref' && typeof value === 'string'
          ? value.replace('#/$defs/', '#/components/schemas/')
          : gather(value),
      ]),
    )
  }
  const gathered = gather(document) as Document
  return { ...gathered, components: { ...gathered.components, schemas } }
}

const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: schemaOf(Problem, 'output') } },
})

const parametersIn = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '')

function operation(endpoint: Endpoint, locale: 'vi' | 'en') {
  const input = schemaOf(endpoint.input, 'input') as Schema & {
    properties?: Record<string, Schema>
    required?: string[]
  }
  const inPath = parametersIn(endpoint.path)
  const properties = Object.entries(input.properties ?? {})
  const inQuery =
    endpoint.method === 'get' ? properties.filter(([name]) => !inPath.includes(name)) : []
  const inBody = properties.filter(([name]) => !inPath.includes(name))
  const required = (input.required ?? []).filter((name) => !inPath.includes(name))
  return {
    operationId: `${endpoint.method}${endpoint.path.replace(/[{}]/g, '').replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [endpoint.tag],
    summary: endpoint.summary[locale],
    security: [{ token: [] }, { session: [] }],
    parameters: [
      ...inPath.map((name) => ({
        name,
        in: 'path',
        required: true,
        schema: input.properties?.[name] ?? { type: 'string' },
      })),
      ...inQuery.map(([name, schema]) => ({
        name,
        in: 'query',
        required: required.includes(name),
        schema,
      })),
    ],
    ...(endpoint.method === 'post'
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: Object.fromEntries(inBody),
                  ...(required.length > 0 ? { required } : {}),
                },
              },
            },
          },
        }
      : {}),
    responses: {
      200: {
        description: 'OK',
        content: { 'application/json': { schema: schemaOf(endpoint.output, 'output') } },
      },
      400: problemAnswer('The input has faults; each is named'),
      401: problemAnswer('No token, or one that no longer works'),
      403: problemAnswer('The account or its token may not do this'),
      404: problemAnswer('It is not there, or may not be seen'),
      409: problemAnswer('Changed meanwhile, or there already'),
      ...(endpoint.method === 'post' ? { 413: problemAnswer('The body is larger than 2 MB') } : {}),
      422: problemAnswer('A rule of the organisation does not allow it'),
      429: problemAnswer('Too many requests; wait as Retry-After says'),
    },
  }
}

/** The OpenAPI 3.1 document of the endpoints, made from the very shapes that they read and write. */
export function apiDocument(endpoints: readonly Endpoint[], locale: 'vi' | 'en', origin: string) {
  const paths: Record<string, Record<string, ReturnType<typeof operation>>> = {}
  for (const endpoint of endpoints) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method]: operation(endpoint, locale),
    }
  }
  return gatherNamed({
    openapi: '3.1.0',
    info: {
      title: 'Xung Kích',
      version: '1',
      license: { name: 'AGPL-3.0-only', identifier: 'AGPL-3.0-only' },
    },
    servers: [{ url: `${origin}/api/v1` }],
    tags: [...new Set(endpoints.map((endpoint) => endpoint.tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token made under Account › Security or by `xungkich token create`',
        },
        session: { type: 'apiKey', in: 'cookie', name: 'xungkich.session_token' },
      },
    },
  })
}

export type ApiDocument = ReturnType<typeof apiDocument>
