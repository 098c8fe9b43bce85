import * as m from '#paraglide/messages.js'

/** What is sold: how the market is sorted. */
export const productKinds = [
  'tea',
  'honey',
  'grain',
  'vegetable',
  'fruit',
  'meat',
  'spice',
  'medicinal',
  'food',
  'drink',
  'textile',
  'craft',
  'plant',
  'other',
] as const
export type ProductKind = (typeof productKinds)[number]

const names: Record<ProductKind, () => string> = {
  tea: m.market_kind_tea,
  honey: m.market_kind_honey,
  grain: m.market_kind_grain,
  vegetable: m.market_kind_vegetable,
  fruit: m.market_kind_fruit,
  meat: m.market_kind_meat,
  spice: m.market_kind_spice,
  medicinal: m.market_kind_medicinal,
  food: m.market_kind_food,
  drink: m.market_kind_drink,
  textile: m.market_kind_textile,
  craft: m.market_kind_craft,
  plant: m.market_kind_plant,
  other: m.market_kind_other,
}

export const kindName = (kind: string): string => (names[kind as ProductKind] ?? names.other)()
