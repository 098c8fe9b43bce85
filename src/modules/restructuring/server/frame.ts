import type { Context } from '#platform/server/context.ts'
import type { Draft } from './draft.ts'
import { mayRestructureAtEach } from './policy.ts'
import { type DraftPlan, openQuestions, tableFaults } from './read-plan.ts'

/** What every page of a draft shows around its own content. */
export interface Frame {
  id: string
  title: string
  decisionNo: string | null
  effectiveOn: string
  state: Draft['state']
  /** What stands between the draft and its being applied; null for one that no longer is a draft. */
  left: { questions: number; faults: number; events: number } | null
  mayApply: boolean
}

/** The frame of a draft; with its plan where it is still open. One query. */
export async function frameOf(ctx: Context, draft: Draft, found?: DraftPlan): Promise<Frame> {
  return {
    id: draft.id,
    title: draft.title,
    decisionNo: draft.decisionNo,
    effectiveOn: draft.effectiveOn,
    state: draft.state,
    left: found
      ? {
          questions: openQuestions(found),
          faults: found.plan.faults.length + tableFaults(found),
          events: found.events.length + (found.table ? 1 : 0),
        }
      : null,
    mayApply: await mayRestructureAtEach(ctx, draft.guardedBy),
  }
}
