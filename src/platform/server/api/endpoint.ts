import type { z } from 'zod'
import type { App } from '../app.ts'
import type { Command } from '../command.ts'
import type { Asking, Context } from '../context.ts'

/** One operation of the API: where it is, what it takes, what it gives, and what does the work. */
export interface Endpoint {
  readonly method: 'get' | 'post'
  /** With parameters in braces: `/units/{unitId}`. */
  readonly path: string
  readonly tag: string
  readonly summary: { vi: string; en: string }
  /** What is taken: parameters of the path and, for a read, of the query; for a write, of the body. */
  readonly input: z.ZodType
  readonly output: z.ZodType
  readonly run: (app: App, asking: Asking, input: Record<string, unknown>) => Promise<unknown>
}

interface Said {
  path: string
  tag: string
  summary: { vi: string; en: string }
}

/** A read within one snapshot; `look` gets the input as the shape makes it. */
export const read = <Input extends z.ZodType, Output extends z.ZodType>(
  said: Said & { input: Input; output: Output },
  look: (ctx: Context, input: z.output<Input>) => Promise<z.input<Output>>,
): Endpoint => ({
  ...said,
  method: 'get',
  run: (app, asking, input) =>
    app.read(asking, (ctx) => look(ctx, said.input.parse(input) as z.output<Input>)),
})

/** A write: the same command, with the same shape, that the forms run. */
export const write = <Input extends z.ZodType, Result, Output extends z.ZodType>(
  said: Said & { output: Output },
  command: Command<Input, Result>,
): Endpoint => ({
  ...said,
  method: 'post',
  input: command.shape,
  run: (app, asking, input) => app.run(asking, command, input),
})
