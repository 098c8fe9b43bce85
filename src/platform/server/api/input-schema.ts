import { z } from 'zod'
import type { Endpoint } from './endpoint.ts'

export type Schema = z.core.JSONSchema.BaseSchema

/**
 * A shape as JSON Schema. Of a shape that reads text into something else, an input is described by
 * what is read; one that only tidies before another shape is described by that other.
 */
export function schemaOf(shape: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod
      if (def.type !== 'pipe' || io !== 'input') return
      const pipe = def as unknown as { in: z.ZodType; out: z.ZodType }
      if (pipe.in._zod.def.type === 'transform')
        Object.assign(jsonSchema, schemaOf(pipe.out, 'input'))
    },
  })
  return schema
}

const known = new WeakMap<Endpoint, ReadonlySet<string>>()

/** The names that an endpoint takes: those of its document, since both come from one schema. */
export function namesTakenBy(endpoint: Endpoint): ReadonlySet<string> {
  const names =
    known.get(endpoint) ?? new Set(Object.keys(schemaOf(endpoint.input, 'input').properties ?? {}))
  known.set(endpoint, names)
  return names
}
