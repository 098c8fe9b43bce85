import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { DrawnBallot, UnsignedBallot } from '../ballot/draw.ts'
import type { Ballot } from '../ballot/scheme.ts'

/** How far a ballot on this device is. Each step is kept before the next is asked for. */
export type Paper =
  | { stage: 'unsigned'; unsigned: UnsignedBallot }
  | { stage: 'drawn'; drawn: DrawnBallot }
  | { stage: 'filled'; ballot: Ballot }
  | { stage: 'cast'; token: string; code: string }

interface PapersSchema extends DBSchema {
  papers: { key: [string, string]; value: Paper }
}

let opened: Promise<IDBPDatabase<PapersSchema>> | undefined

const open = () => {
  opened ??= openDB<PapersSchema>('xungkich-ballots', 1, {
    upgrade: (store) => void store.createObjectStore('papers'),
  })
  return opened
}

/** The ballot of a vote that this device holds for somebody. */
export const findPaper = async (voteId: string, personId: string): Promise<Paper | undefined> =>
  (await open()).get('papers', [voteId, personId])

/** Keeps a ballot on this device; the step before is forgotten. */
export const keepPaper = async (voteId: string, personId: string, paper: Paper): Promise<void> =>
  void (await (await open()).put('papers', paper, [voteId, personId]))
