/**
 * What the shell of field mode runs. Only this file has a name that the shell can know; it fetches
 * the program and its styles, all at once.
 */
import('./mount.ts').then(
  ({ mountField }) => mountField(),
  () => document.getElementById('field-failed')?.removeAttribute('hidden'),
)
