import { type ActionFailure, fail, type RequestEvent } from '@sveltejs/kit'
import type { z } from 'zod'
import type { Command } from './command.ts'
import { DomainError, type Fault, Invalid } from './errors.ts'
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
        typeof entry[1] === 'string' && !/password|secret(?!ary)|^pin$|^otp$/i.test(entry[0]),
    ),
  )

/** A refusal as a form's failure, be it a fault, a right or a thing that is gone; what is not the domain's is thrown on. */
export function formFailure(error: unknown, form: FormData): ActionFailure<FormFailure> {
  if (!(error instanceof DomainError)) throw error
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
 * The refusal of a form whose session has ended meanwhile. With script the form stays as it is; without,
 * no page can be shown to nobody, and the error page keeps what was typed (`locals.typed`).
 */
export function sessionOver(
  event: Pick<RequestEvent, 'locals'>,
  form: FormData,
): ActionFailure<FormFailure> {
  const values = typedValues(form)
  event.locals.typed = [...form.entries()].filter(
    (entry): entry is [string, string] => entry[0] in values && typeof entry[1] === 'string',
  )
  return fail(401, { code: 'session_over', message: errorText('session_over'), faults: [], values })
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
    if (event.locals.asking.actor.kind === 'nobody') return sessionOver(event, form)
    let result: Result
    try {
      const input = options.input ? await options.input(form, event) : readForm(form)
      result = await event.locals.app.run(event.locals.asking, command, input)
      // Without script the page is made in this same request: of what is now, not of what the input was read from.
      await event.locals.readAnew?.()
    } catch (error) {
      return formFailure(error, form)
    }
    await options.done?.(result, event)
    return { done: true, result }
  }
