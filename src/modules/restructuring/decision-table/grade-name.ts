import { differingStarts, distance, isOneLetterApart, type NormalForms } from './normal-forms.ts'
import type { PlaceName } from './place-name.ts'
import type { Reason } from './reasons.ts'

/** How alike two names are, whatever their kinds. */
export interface Grade {
  reason: Reason
  /** From 0 to 1, to order candidates. */
  score: number
  /** The names are one name written in two ways; nothing that is said or meant differs. */
  isSame: boolean
}

const graded = (code: Reason['code'], score: number, params?: Reason['params']): Grade => ({
  reason: { code, params },
  score,
  isSame: score > 0.9,
})

/** Below these lengths one letter makes another name, not a slip of the pen. */
const shortest = { oneLetter: 5, near: 4 }

/** Compares a written name with a unit's; nothing where they have nothing to do with each other. */
export function gradeName(mention: PlaceName, unit: PlaceName): Grade | undefined {
  const one = mention.forms
  const other = unit.forms
  const same = gradeSame(one, other)
  if (same) return same
  if (unit.farm && gradeSame(one, unit.farm)) {
    return graded('farm_left_out', 0.75, { unit: unit.name })
  }
  return gradeLike(mention, unit)
}

function gradeSame(one: NormalForms, other: NormalForms): Grade | undefined {
  if (one.same === other.same) return graded('same', 1)
  if (one.toned === other.toned) return graded('tone_place', 0.98)
  if (one.ends === other.ends) return graded('i_or_y', 0.96)
  return undefined
}

function gradeLike(mention: PlaceName, unit: PlaceName): Grade | undefined {
  const one = mention.forms
  const other = unit.forms
  const params = { written: mention.name, unit: unit.name }
  if (one.digits !== other.digits) return undefined
  if (one.joined === other.joined) return graded('spacing', 0.85, params)
  if (one.plain === other.plain) {
    return mention.isPlain
      ? graded('no_diacritics', 0.8, params)
      : graded('diacritics', 0.8, params)
  }
  if (one.sounds === other.sounds) {
    const letters = differingStarts(mention.name, unit.name)
    return graded('first_letters', 0.8, { ...params, letters })
  }
  const shorter = Math.min(one.joined.length, other.joined.length)
  if (shorter >= shortest.oneLetter && isOneLetterApart(one.joined, other.joined)) {
    return graded('one_letter', 0.65, params)
  }
  return gradeNear(one, other, params)
}

/** Names to choose from where nothing better is known. */
function gradeNear(one: NormalForms, other: NormalForms, params: Reason['params']) {
  const shorter = Math.min(one.plain.length, other.plain.length)
  if (shorter < shortest.near) return undefined
  const most = shorter >= 8 ? 2 : 1
  if (Math.abs(one.plain.length - other.plain.length) > most) return undefined
  const away = distance(one.plain, other.plain, most)
  return away <= most ? graded('near', 0.5 - 0.1 * away, params) : undefined
}
