import { type Features, featuresOf, prepare } from '../likeness.ts'
import { tuningPairs } from './labelled.ts'

/*
 * Fits the weights of likeness.ts to the tuning half of the labelled pairs by logistic regression, and
 * prints them: `node src/modules/ideas/likeness/testing/fit.ts`. Place and category are left out: two
 * ideas of one village or category are no likelier to be the same.
 */
const names = [
  'title',
  'problem',
  'solution',
  'whole',
  'within',
] as const satisfies (keyof Features)[]
const ridge = 0.002
const steps = 60_000
const stride = 0.5

const rows = tuningPairs.map(({ one, other, isSame }) => {
  const features = featuresOf(prepare(one), prepare(other))
  return { values: names.map((name) => features[name]), is: isSame ? 1 : 0 }
})
let bias = 0
let weights = names.map(() => 0)
for (let step = 0; step < steps; step += 1) {
  const slope = names.map(() => 0)
  let biasSlope = 0
  for (const { values, is } of rows) {
    const sum = values.reduce((total, value, at) => total + value * (weights[at] ?? 0), bias)
    const miss = 1 / (1 + Math.exp(-sum)) - is
    values.forEach((value, at) => {
      slope[at] = (slope[at] ?? 0) + miss * value
    })
    biasSlope += miss
  }
  weights = weights.map(
    (weight, at) => weight - stride * ((slope[at] ?? 0) / rows.length + ridge * weight),
  )
  bias -= (stride * biasSlope) / rows.length
}
console.log({
  bias: bias.toFixed(2),
  ...Object.fromEntries(names.map((name, at) => [name, weights[at]?.toFixed(2)])),
})
