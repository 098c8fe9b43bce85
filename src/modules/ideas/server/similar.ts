import { sql } from 'kysely'
import type { Context } from '#platform/server/context.ts'
import {
  alikeFrom,
  type Comparable,
  likenessOf,
  prepare,
  type Reason,
  weighBy,
} from '../likeness/likeness.ts'
import { meaningWords, plainWords, weightOf } from '../likeness/words.ts'
import type { IdeaState } from '../states.ts'

export interface SimilarIdea {
  id: string
  title: string
  problem: string
  place: string | null
  state: IdeaState
  isPublic: boolean
  score: number
  reasons: Reason[]
}

/** How many the database proposes, and how many are shown. */
const candidates = 40
const shown = 5

/**
 * Ideas like one that is being written, the likest first: of what is published and what the actor reads.
 * The index of words finds candidates by the rarest words, a pure function scores them. Three statements.
 */
export async function findSimilar(
  ctx: Context,
  idea: Comparable & { id?: string | undefined },
): Promise<SimilarIdea[]> {
  const text = `${idea.title} ${idea.problem} ${idea.solution}`
  const words = [...new Set([...plainWords(text), ...meaningWords(text)])].filter(
    (word) => weightOf(word) >= 0.3 && word.length > 1,
  )
  if (words.length === 0) return []
  const { rows } = await sql<
    Omit<SimilarIdea, 'score' | 'reasons'> & { solution: string; category: string }
  >`
    select i.id, i.title, i.problem, i.solution, i.place, i.category, i.state, i.is_public
      from ideas.alike(${words}::text[], ${idea.id ?? null}::uuid, ${candidates}) a join ideas.idea i on i.id = a.idea_id`.execute(
    ctx.db,
  )
  if (rows.length === 0) return []
  const weigh = await readWeights(ctx, [
    text,
    ...rows.map((row) => `${row.title} ${row.problem} ${row.solution}`),
  ])
  const own = prepare(idea, weigh)
  return rows
    .map(({ solution, category, ...row }) => ({
      ...row,
      ...likenessOf(own, prepare({ ...row, solution, category }, weigh)),
    }))
    .filter(({ score }) => score >= alikeFrom)
    .sort((one, other) => other.score - one.score || (one.id < other.id ? 1 : -1))
    .slice(0, shown)
}

async function readWeights(ctx: Context, texts: readonly string[]) {
  const words = [...new Set(texts.flatMap((text) => meaningWords(text)))]
  const { rows } = await sql<{ word: string; ideas: number }>`
    select word, ideas from ideas.word_counts(${words}::text[])`.execute(ctx.db)
  const counts = new Map(rows.map(({ word, ideas }) => [word, ideas]))
  return weighBy(counts.get('') ?? 0, (word) => counts.get(word) ?? 0)
}
