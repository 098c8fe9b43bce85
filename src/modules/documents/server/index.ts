export { attachFile, removeFile } from './commands/attach-file.ts'
export { distributeDocument, remindReceivers } from './commands/distribute-document.ts'
export { changeDocument, discardDocument, draftDocument } from './commands/draft-document.ts'
export { archiveDocument, withdrawDocument } from './commands/end-document.ts'
export { giveTask } from './commands/give-task.ts'
export { issueDocument, sendForSignature } from './commands/issue-document.ts'
export { openDocument, receiveDocuments } from './commands/mark-received.ts'
export { changeIncoming, registerIncoming } from './commands/register-incoming.ts'
export {
  approveDocument,
  commentDocument,
  sendBackDocument,
  submitDocument,
} from './commands/review-document.ts'
export { beginSeries, setOffice, setTerm } from './commands/set-office.ts'
export { revokeLink, shareDocument } from './commands/share-document.ts'
export {
  changeExperience,
  copyExperience,
  markUseful,
  shareExperience,
} from './commands/share-experience.ts'
export { contentOf, officeOf, patternOf } from './paper/content.ts'
export { makePaperDocx } from './paper/make-paper-docx.ts'
export { makePaperPdf } from './paper/make-paper-pdf.ts'
export { canCommentOn, canIssueAt, canWriteAt } from './policy.ts'
export {
  countDeliveries,
  countUnreadPapers,
  type DeliveryRow,
  findOwnDelivery,
  listDeliveries,
} from './queries/deliveries.ts'
export {
  type Book,
  countBooks,
  type DocumentFile,
  type DocumentRow,
  getDocument,
  getFile,
  type InboxRow,
  listDocuments,
  listDocumentTitles,
  listFiles,
  listInbox,
  listSteps,
  type Paper,
  type Step,
} from './queries/documents.ts'
export {
  type Experience,
  type ExperienceRow,
  getExperience,
  listExperiences,
  listTags,
} from './queries/experiences.ts'
export { hasFileToShare, type LinkRow, listLinks } from './queries/links.ts'
export { type Hit, searchDocuments } from './queries/search.ts'
export type { Piece } from './queries/snippet.ts'
export { findTermOf, listSeries, listTerms, listTypes, type PaperType } from './queries/types.ts'
export { findSharedPaper, type SharedPaper } from './shared-paper.ts'
export { openNumber } from './symbol.ts'
export { readFileText, settleSignature } from './tasks.ts'
