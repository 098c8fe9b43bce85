import { endpoints } from '#modules/api.server.ts'
import { apiDocument } from '#platform/server/api/document.ts'
import type { PageServerLoad } from './$types'

export const csr = false

interface Schema {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  format?: string
  pattern?: string
  description?: string
  items?: Schema
  anyOf?: Schema[]
  $ref?: string
  properties?: Record<string, Schema>
  required?: string[]
}

/** A schema in few words, such as `string (date)` or `array of object`. */
function inWords(schema: Schema | undefined): string {
  if (!schema) return 'any'
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? ''
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.anyOf) return schema.anyOf.map(inWords).join(' | ')
  if (schema.type === 'array') return `array of ${inWords(schema.items)}`
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'string')
  return schema.format ? `${type} (${schema.format})` : type
}

const rowsOf = (
  schema: Schema | undefined,
  prefix = '',
): { name: string; type: string; required: boolean; description: string }[] =>
  Object.entries(schema?.properties ?? {}).flatMap(([name, inner]) => [
    {
      name: prefix + name,
      type: inWords(inner),
      required: schema?.required?.includes(name) ?? false,
      description: inner.description ?? '',
    },
    ...rowsOf(
      inner.items?.properties ? inner.items : inner,
      `${prefix}${name}${inner.items ? '[]' : ''}.`,
    ),
  ])

export const load: PageServerLoad = ({ locals, url }) => {
  const document = apiDocument(endpoints, locals.asking.locale, url.origin)
  const schemas = (document.components as { schemas?: Record<string, Schema> }).schemas ?? {}
  const resolve = (schema: Schema): Schema =>
    schemas[schema.$ref?.split('/').at(-1) ?? ''] ?? schema
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      tag: operation.tags[0] ?? '',
      summary: operation.summary,
      parameters: operation.parameters.map((parameter) => ({
        name: parameter.name,
        type: inWords(parameter.schema as Schema),
        required: parameter.required,
        description: (parameter.schema as Schema).description ?? '',
      })),
      body: rowsOf(operation.requestBody?.content['application/json'].schema as Schema | undefined),
      answer: rowsOf(
        resolve(operation.responses[200].content['application/json'].schema as Schema),
      ),
      curl: `curl ${method === 'post' ? `-X POST -H 'Content-Type: application/json' -d '{…}' ` : ''}-H 'Authorization: Bearer xk_…' ${url.origin}/api/v1${path}`,
    })),
  )
  return { operations, origin: url.origin }
}
