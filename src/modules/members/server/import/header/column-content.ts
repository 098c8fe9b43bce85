import { readCitizenId } from '../cells/read-citizen-id.ts'
import { readDate } from '../cells/read-date.ts'
import { readPhone } from '../cells/read-phone.ts'

const mostly = (
  samples: readonly string[],
  test: (text: string) => boolean,
  atLeast = 3,
): boolean => samples.length >= atLeast && samples.filter(test).length >= samples.length * 0.8

const isCitizenId = (text: string) =>
  /^\d{10,12}$/.test(text.replace(/[\s.']/g, '')) && readCitizenId(text).value !== undefined

/** What the samples of a column can be taken for. Few samples convince nobody. */
export const looksLike = {
  citizenIds: (samples: readonly string[]) =>
    mostly(samples, isCitizenId) && !looksLike.phones(samples),
  phones: (samples: readonly string[]) =>
    mostly(samples, (text) => readPhone(text).value !== undefined),
  emails: (samples: readonly string[]) => mostly(samples, (text) => /^\S+@\S+\.\S+$/.test(text)),
  dates: (samples: readonly string[]) =>
    mostly(samples, (text) => readDate(text, { today: '2100-01-01' }).value !== undefined, 1),
  /** One word each, beside a column of names. */
  givenNames: (samples: readonly string[], names: readonly string[]) =>
    names.length > 0 &&
    samples.length >= names.length * 0.8 &&
    mostly(samples, (text) => /^\p{L}[\p{L}'’]*$/u.test(text), 1),
}
