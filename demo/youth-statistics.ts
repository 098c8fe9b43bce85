import { addDays, type IsoDay } from '#platform/days.ts'
import { idsOf } from './ids.ts'
import { apportion, seeded } from './random.ts'
import { type DemoTree, where } from './tree.ts'

export interface DemoStatistic {
  id: string
  unitId: string
  countedOn: IsoDay
  population: number
  labourForce: number
  youths: number
  source: string
}

/**
 * What the communes stated of their inhabitants, year by year. Those of the end of 2023, the latest
 * on the day of the figures, add up to the profile's; the province itself states nothing.
 */
export function statisticsOf(tree: DemoTree, today: IsoDay): DemoStatistic[] {
  const random = seeded(`statistics of ${tree.number}`)
  const ids = idsOf(`statistics of ${tree.number}`)
  const communes = tree.districts.flatMap((district) => district.communes)
  const weights = communes.map((commune) => commune.weight)
  // Every commune somewhat older or younger than the others, and no two years quite alike.
  const uneven = (base: readonly number[], by: number) =>
    base.map((one) => one * (1 - by / 2 + by * random.next()))
  const youthWeights = uneven(weights, 0.16)
  const labourWeights = uneven(weights, 0.1)
  const years = [
    { year: 2022, growth: 0.991 },
    { year: 2023, growth: 1 },
    { year: 2024, growth: 1.008 },
    { year: 2025, growth: 1.017 },
  ]
  return years.flatMap(({ year, growth }) => {
    const shared = (total: number, by: readonly number[]) =>
      apportion(Math.round(total * growth), year === 2023 ? by : uneven(by, 0.01))
    const population = shared(tree.profile.population, weights)
    const labourForce = shared(tree.profile.labourForce, labourWeights)
    const youths = shared(tree.profile.youths, youthWeights)
    // Most count at the end of the year, some only weeks later.
    const days = communes.map(() =>
      addDays(`${year}-12-31`, random.chance(0.8) ? 0 : random.int(5, 45)),
    )
    return communes
      .map((commune, index) => ({
        id: ids(),
        unitId: commune.id,
        countedOn: days[index]!,
        population: population[index]!,
        labourForce: labourForce[index]!,
        youths: youths[index]!,
        source: `Thống kê của UBND ${where(commune)}`,
      }))
      .filter((statistic) => statistic.countedOn <= today)
  })
}
