import { may, type Sentence } from '#platform/server/access/sentence.ts'

/** A unit is founded by an officer of the unit above it. */
export const canFoundUnder = (parentId: string): Sentence => may('units.write').within(parentId)

/** A unit is renamed, moved and closed by its superiors, not by itself; the root only by its own officers. */
export const canChangeUnit = (unit: { id: string; parentId: string | null }): Sentence =>
  may('units.write').within(unit.parentId ?? unit.id)

/** A set of units is kept by whoever may change the tree at and below the unit whose set it is. */
export const canKeepGroupings = (unitId: string): Sentence => may('units.write').within(unitId)
