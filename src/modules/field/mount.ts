import '#ui/base.css'
import { mount } from 'svelte'
import { getLocale } from '#paraglide/runtime.js'
import FieldMode from './components/FieldMode.svelte'
import { startRouter } from './router.svelte.ts'

/** Draws field mode into its shell, in the language of the person who holds the phone. */
export function mountField(): void {
  const target = document.getElementById('field')
  if (!target) return
  document.documentElement.lang = getLocale()
  target.replaceChildren()
  mount(FieldMode, { target, props: { router: startRouter() } })
}
