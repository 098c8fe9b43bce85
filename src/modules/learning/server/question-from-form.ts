import { limits } from '../limits.ts'

/** A question as its form sends it: options `option.0`…, ticked `right.0`…; empty options are left out. */
export function questionFromForm(form: FormData) {
  const kind = form.get('kind')
  const written = Array.from({ length: limits.options }, (_, place) => ({
    text: String(form.get(`option.${place}`) ?? '').trim(),
    isRight: form.get(`right.${place}`) === 'on',
  })).filter(({ text }) => text !== '')
  return {
    key: form.get('key'),
    kind,
    text: form.get('text'),
    lesson: form.get('lesson') ?? '',
    options: written.map(({ text }) => text),
    right:
      kind === 'order' ? [] : written.flatMap(({ isRight }, place) => (isRight ? [place] : [])),
    why: form.get('why') ?? '',
  }
}
