import type { SubmitFunction } from '$app/forms'
import { page } from '$app/state'

/** The action that an address names: `/members/bulk?/end&people=…` names `end`. */
const actionOf = (url: { searchParams: { keys(): Iterable<string> } }) =>
  [...url.searchParams.keys()].find((key) => key.startsWith('/'))?.slice(1) ?? ''

/**
 * Which of a page's several forms was sent last, so that what was typed and what is wrong stand at that
 * one only; without script the address says it.
 */
export function whichForm() {
  let sent = $state(actionOf(page.url))
  const keep: SubmitFunction = ({ action }) => {
    sent = actionOf(action)
    return ({ update }) => update({ reset: false })
  }
  return {
    /** For `use:enhance`. */
    keep,
    is: (name: string) => sent === name,
  }
}
