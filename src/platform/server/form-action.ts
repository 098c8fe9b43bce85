import { type ActionFailure, fail, type RequestEvent } from '@sveltejs/kit'
import type { z } from 'zod'
import type { Command } from './command.ts'
import { DomainError, type Fault, Forbidden, Invalid, NotFound } from './errors.ts'
import { errorText, faultText } from './messages.ts'

/** What a form gets back when it was refused: it keeps what was typed and says what to do. */
export interface FormFailure {
  code: string
  /** What is wrong and what to do, in the reader's language. */
  message: string
  faults: (Fault & { text: string })[]
  values: Record<string, string>
}

/** The form's text fields as an object; a field that occurs several times becomes a list. */
export function readForm(form: FormData): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const key of new Set(form.keys())) {
    const values = form.getAll(key)
    input[key] = values.length > 1 || key.endsWith('[]') ? values : values[0]
  }
  return input
}

/** What may be shown again in a refused form: text, but never a password. */
export const typedValues = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form.entries()].filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' && !/password|code|secret/i.test(entry[0]),
    ),
  )

/** A refusal as a form's failure; anything that is not the domain's is thrown on. */
export function formFailure(error: unknown, form: FormData): ActionFailure<FormFailure> {
  if (!(error instanceof DomainError) || error instanceof NotFound || error instanceof Forbidden)
    throw error
  return fail(error.status, {
    code: error.code,
    message: errorText(error.code, error.details),
    faults:
      error instanceof Invalid
        ? error.faults.map((fault) => ({ ...fault, text: faultText(fault.code, fault.details) }))
        : [],
    values: typedValues(form),
  })
}

/**
 * A form action that runs a command. `input` shapes the command's input out of the form (by default
 * the fields as they are, empty text as not given); `done` may redirect.
 */
export const formAction =
  <Shape extends z.ZodType, Result, Event extends RequestEvent>(
    command: Command<Shape, Result>,
    options: {
      input?: (form: FormData, event: Event) => unknown | Promise<unknown>
      done?: (result: Result, event: Event) => unknown
    } = {},
  ) =>
  async (event: Event): Promise<ActionFailure<FormFailure> | { done: true; result: Result }> => {
    const form = await event.request.formData()
    let result: Result
    try {
      const input = options.input ? await options.input(form, event) : readForm(form)
      result = await event.locals.app.run(event.locals.asking, command, input)
    } catch (error) {
      return formFailure(error, form)
    }
    await options.done?.(result, event)
    return { done: true, result }
  }
