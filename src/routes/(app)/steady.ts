import { showToast } from '#ui/toasts.svelte.ts'
import { enhance } from '$app/forms'

/** As long as the second of two quick taps may take to come. */
const calmMs = 600

/**
 * Forms of a page where each tap is a record: one at a time, and none for a moment after an answer,
 * because another button may have come under the finger by then.
 */
export function steadyForms() {
  let busy = false
  return (form: HTMLFormElement, said?: string) =>
    enhance(form, ({ cancel }) => {
      if (busy) return cancel()
      busy = true
      return async ({ result, update }) => {
        await update()
        if (said && result.type === 'success') showToast(said)
        setTimeout(() => {
          busy = false
        }, calmMs)
      }
    })
}
