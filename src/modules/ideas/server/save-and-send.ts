import type { RequestEvent } from '@sveltejs/kit'
import { formFailure, readForm, sessionOver } from '#platform/server/form-action.ts'
import { proposeIdea } from './commands/propose-idea.ts'
import { saveDraft } from './commands/save-draft.ts'
import { checkFiles, chosenFiles, keepFiles } from './take-files.ts'

/**
 * A form action that keeps an idea, as a draft or sent, with its files. The files are looked at first, so
 * that a wrong one keeps nothing; `done` redirects.
 */
export const saveAndSend =
  (how: 'draft' | 'propose', done: (id: string) => never) => async (event: RequestEvent) => {
    const form = await event.request.formData()
    const { app, asking } = event.locals
    if (asking.actor.kind === 'nobody') return sessionOver(event, form)
    let id: string
    try {
      const files = await checkFiles(chosenFiles(form))
      const { files: _, ...input } = readForm(form)
      if (how === 'draft') ({ id } = await app.run(asking, saveDraft, input))
      else {
        // Kept first: what follows ties the files to an idea that is still its author's.
        ;({ id } = await app.run(asking, saveDraft, input))
        await keepFiles(app, asking, id, files)
        files.length = 0
        const { version: __, ...rest } = input as Record<string, unknown>
        await app.run(asking, proposeIdea, rest)
      }
      await keepFiles(app, asking, id, files)
    } catch (error) {
      return formFailure(error, form)
    }
    return done(id)
  }
