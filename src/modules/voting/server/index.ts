export { closeWhenFull } from './close-when-full.ts'
export { castBallot } from './commands/cast-ballot.ts'
export { choose } from './commands/choose.ts'
export { closeVote } from './commands/close-vote.ts'
export { drawBallot } from './commands/draw-ballot.ts'
export { enterCounts } from './commands/enter-counts.ts'
export { markPaper } from './commands/mark-paper.ts'
export { openVote } from './commands/open-vote.ts'
export { prepareVote } from './commands/prepare-vote.ts'
export { cancelVote, reopenHandingOut, startCasting } from './commands/turn-vote.ts'
export { countsFromForm } from './counts-from-form.ts'
export { nextRoundOf } from './next-round.ts'
export { canRunVotesAt } from './policy.ts'
export { getPublished } from './published.ts'
export {
  type Candidate,
  countMyVotes,
  findEntered,
  getProgress,
  getVote,
  listMyParts,
  listRoll,
  listRules,
  listVotes,
  type MyPart,
  type Progress,
  type RollRow,
  type StandingRule,
  type Vote,
  type VoteRow,
} from './queries.ts'
export { voteFromForm } from './vote-from-form.ts'
