import type { UnitType } from '#modules/units/index.ts'
import { kindWords, type PlaceKind, takeKind, unionTypeOf } from './place-kinds.ts'
import { readPlaceName } from './place-name.ts'

/** The unit that a row founds, or that goes on as it is. */
export interface NewUnit {
  /** As the table has it: `Xã Pả Vi`. */
  written: string
  /** As the register will: `Đoàn xã Pả Vi`. */
  name: string
  /** By its type word; nothing where it has none, which is a fault of the row. */
  type: UnitType | null
}

/** Gives a new unit the name and the type of its union. */
export function readNewUnit(written: string): NewUnit {
  const { kind } = takeKind(written.normalize('NFC').trim())
  const type = (kind && unionTypeOf(kind)) ?? null
  const own = readPlaceName(written).name
  const name = own === own.toUpperCase() && /\p{L}{2}/u.test(own) ? capitalised(own) : own
  return { written, name: kind && type ? unionName(kind, name) : name, type }
}

const unionName = (kind: PlaceKind, name: string) => `Đoàn ${kindWords[kind]} ${name}`

/** A name that the table prints in capitals: `MÈO VẠC` is `Mèo Vạc`. */
const capitalised = (name: string) =>
  name
    .toLowerCase()
    .replace(/(^|[^\p{L}\p{M}])(\p{L})/gu, (_, before, first) => before + first.toUpperCase())
