import { json, type RequestEvent } from '@sveltejs/kit'
import type { z } from 'zod'
import type { Command } from './command.ts'
import { DomainError } from './errors.ts'
import { errorText } from './messages.ts'

/** What a page's script gets back when it was refused: the same words that a form would show. */
export interface JsonRefusal {
  code: string
  message: string
}

/** Does something for a page's script and answers in JSON; a refusal with its words and its status. */
export async function answerJson(work: () => Promise<unknown>): Promise<Response> {
  try {
    return json(await work())
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const refusal: JsonRefusal = {
      code: error.code,
      message: errorText(error.code, error.details),
    }
    return json(refusal, { status: error.status })
  }
}

/** Runs a command for a page's script; the body is its input, to which `more` is added. */
export const jsonAction =
  <Shape extends z.ZodType, Result, Event extends RequestEvent>(
    command: Command<Shape, Result>,
    more: (event: Event) => Record<string, unknown> = () => ({}),
  ) =>
  async (event: Event): Promise<Response> => {
    const body = (await event.request.json().catch(() => ({}))) as Record<string, unknown>
    return answerJson(() =>
      event.locals.app.run(event.locals.asking, command, { ...body, ...more(event) }),
    )
  }
