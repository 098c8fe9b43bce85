import { meaningWords, weightOf } from './words.ts'

/** What is compared of an idea. */
export interface Comparable {
  title: string
  problem: string
  solution: string
  place?: string | null
  category?: string | null
}

/** Why two ideas are held to be alike. */
export type Reason = 'title' | 'problem' | 'solution' | 'place' | 'category'

export interface Likeness {
  /** From 0 to 1: how sure it is that an officer would call them one idea. */
  score: number
  /** What they share, the strongest first. */
  reasons: Reason[]
}

/** How much a word says; by default by what kind of word it is, else by how rarely it occurs. */
export type Weigh = (word: string) => number

/**
 * A weight out of how many of so many ideas a word occurs in (smoothed inverse frequency, 0 to 1), bound by
 * what kind of word it is: a word that binds stays light however rare it is.
 */
export function weighBy(ideas: number, occurs: (word: string) => number): Weigh {
  const most = Math.log(1 + ideas)
  return (word) => {
    const known = weightOf(word)
    if (ideas < 50) return known
    const rarity = Math.log(1 + ideas / (1 + occurs(word))) / most
    return Math.min(known, 0.15 + rarity)
  }
}

type Bag = Map<string, number>

/** Words, and pairs of neighbours, which in Vietnamese are what a word is elsewhere. */
function bagOf(text: string, weigh: Weigh): Bag {
  const words = meaningWords(text)
  const bag: Bag = new Map()
  words.forEach((word, at) => {
    bag.set(word, weigh(word))
    const next = words[at + 1]
    if (next !== undefined && next !== word)
      bag.set(`${word} ${next}`, pairShare * Math.sqrt(weigh(word) * weigh(next)))
  })
  return bag
}
const pairShare = 0.8

/** The cosine of two bags: 1 where they hold the same, whatever the order. */
function cosine(one: Bag, other: Bag): number {
  let [shared, ofOne, ofOther] = [0, 0, 0]
  for (const [key, weight] of one) {
    ofOne += weight * weight
    if (other.has(key)) shared += weight * weight
  }
  for (const weight of other.values()) ofOther += weight * weight
  return ofOne && ofOther ? shared / Math.sqrt(ofOne * ofOther) : 0
}

/** How much of the text that says less stands in the one that says more. */
function contained(one: Bag, other: Bag): number {
  let [shared, ofOne, ofOther] = [0, 0, 0]
  for (const [key, weight] of one) {
    ofOne += weight * weight
    if (other.has(key)) shared += weight * weight
  }
  for (const weight of other.values()) ofOther += weight * weight
  const least = Math.min(ofOne, ofOther)
  return least ? Math.min(1, shared / least) : 0
}

/** What a pair shows, each from 0 to 1; the score is made of these. */
export interface Features {
  title: number
  problem: number
  solution: number
  whole: number
  within: number
  place: number
  category: number
}

export interface Prepared {
  title: Bag
  problem: Bag
  solution: Bag
  whole: Bag
  place: Bag
  category: string
}

export function prepare(idea: Comparable, weigh: Weigh = weightOf): Prepared {
  return {
    title: bagOf(idea.title, weigh),
    problem: bagOf(idea.problem, weigh),
    solution: bagOf(idea.solution, weigh),
    whole: bagOf(`${idea.title} . ${idea.problem} . ${idea.solution}`, weigh),
    place: bagOf(idea.place ?? '', () => 1),
    category: idea.category ?? '',
  }
}

export function featuresOf(one: Prepared, other: Prepared): Features {
  return {
    title: cosine(one.title, other.title),
    problem: cosine(one.problem, other.problem),
    solution: cosine(one.solution, other.solution),
    whole: cosine(one.whole, other.whole),
    within: contained(one.whole, other.whole),
    place: cosine(one.place, other.place),
    category: one.category !== '' && one.category === other.category ? 1 : 0,
  }
}

/**
 * Fitted to the tuning half of the labelled pairs only (testing/fit.ts). Neither place nor category decides:
 * they are told as reasons, no more.
 */
export const weights: Record<keyof Features | 'bias', number> = {
  bias: -4.3,
  title: 0.57,
  problem: 1.48,
  solution: 4.44,
  whole: 4.15,
  within: 5.27,
  place: 0,
  category: 0,
}

/** From this score on two ideas are shown as alike. */
export const alikeFrom = 0.5

/** What must be shared of a field to be named as a reason. */
const tells: Record<Reason, number> = {
  title: 0.35,
  problem: 0.22,
  solution: 0.22,
  place: 0.6,
  category: 1,
}

/** How alike two ideas are, and what they share. Words may stand in any order and without diacritics. */
export function likenessOf(one: Prepared, other: Prepared): Likeness {
  const features = featuresOf(one, other)
  let sum = weights.bias
  for (const [name, value] of Object.entries(features))
    sum += weights[name as keyof Features] * value
  const reasons = (Object.keys(tells) as Reason[])
    .filter((name) => features[name] >= tells[name])
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))
  return { score: 1 / (1 + Math.exp(-sum)), reasons }
}
const order: Reason[] = ['problem', 'solution', 'title', 'place', 'category']
