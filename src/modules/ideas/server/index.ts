export { bankFieldsOf, bankSheet, shortened } from './bank.ts'
export { coAuthorsText } from './co-authors.ts'
export { advanceIdea } from './commands/advance-idea.ts'
export { attachFile, removeFile } from './commands/attach-file.ts'
export { chooseName } from './commands/choose-name.ts'
export { commentOnIdea, moderateComment, reportComment } from './commands/comment-on-idea.ts'
export { mergeIdeas } from './commands/merge-ideas.ts'
export { proposeIdea } from './commands/propose-idea.ts'
export { publishIdea } from './commands/publish-idea.ts'
export { saveDraft } from './commands/save-draft.ts'
export { screenIdea } from './commands/screen-idea.ts'
export { confirmProposal, discardProposal, receiveProposal } from './commands/settle-proposal.ts'
export { supportIdea, withdrawSupport } from './commands/support-idea.ts'
export { takeBackIdea } from './commands/take-back-idea.ts'
export { withdrawIdea } from './commands/withdraw-idea.ts'
export { writeFeed } from './feed.ts'
export { ideaQueryFrom, writeIdeaCursor } from './list-query.ts'
export { canDecideAt, canModerateAt, canScreenSomewhere } from './policy.ts'
export {
  type Answerable,
  type ChosenIdea,
  countToScreen,
  findAnswerable,
  findKeptIdea,
  getFile,
  getIdea,
  type Idea,
  type IdeaAuthor,
  type IdeaComment,
  type IdeaCursor,
  type IdeaFile,
  type IdeaPage,
  type IdeaQuery,
  type IdeaRow,
  type IdeaStep,
  listAuthors,
  listChosen,
  listComments,
  listCommentsToModerate,
  listFiles,
  listIdeas,
  listMyIdeas,
  listProposals,
  listPublicIdeas,
  listPublicUnits,
  listSteps,
  listWaiting,
  type PublicRow,
  type PublicUnit,
  type WaitingProposal,
} from './queries.ts'
export { saveAndSend } from './save-and-send.ts'
export { drawShareCard, type ShareCard } from './share-card.ts'
export { findSimilar, type SimilarIdea } from './similar.ts'
export { proposeRecords, proposeUndoRecords } from './sync.ts'
export { checkFile, checkFiles, chosenFiles, fileResponse, keepFiles } from './take-files.ts'
export { ideaTasks } from './tasks/idea-tasks.ts'
