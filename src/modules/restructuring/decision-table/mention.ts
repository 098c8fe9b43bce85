import type { PlaceKind } from './place-kinds.ts'

/** A unit of before, as a row of the table names it. */
export interface WrittenMention {
  /** As the table has it, with its type word where it has one of its own: `xã Tân Thành (huyện Hàm Yên)`. */
  written: string
  /** What it is by its own type word, or by the one that governs several names: `các xã A, B`. */
  kind?: PlaceKind
  /** The kind is only that of the name before (`thị trấn A, B`), so it may be meant or not. */
  isPresumed: boolean
  /** Only a part of it (`một phần`, `phần còn lại`) goes into the new unit. */
  part: boolean
}
