import { civilStatusGuides } from './civil-status.ts'
import type { Guide } from './guide.ts'
import { livingGuides } from './living-and-work.ts'
import { residenceGuides } from './residence-and-identity.ts'

export { type Both, type Guide, guidesCheckedOn } from './guide.ts'

/** Procedures that are explained step by step, by the code of the catalogue. */
const guides: ReadonlyMap<string, Guide> = new Map(
  [...civilStatusGuides, ...residenceGuides, ...livingGuides].map((guide) => [
    guide.procedure,
    guide,
  ]),
)

export const guideOf = (procedure: string): Guide | undefined => guides.get(procedure)
