export { isSetUp } from './channels/channel.ts'
export { attachFile, removeFile } from './commands/attach-file.ts'
export { decidePost, submitPost, takeBackPost } from './commands/decide-post.ts'
export { savePost } from './commands/save-post.ts'
export { saveCampaign, saveQuiz } from './commands/save-quiz.ts'
export {
  confirmMail,
  endPush,
  subscribeByMail,
  subscribeByPush,
  unsubscribe,
} from './commands/subscribe.ts'
export { type Answered, countReading, playQuiz } from './commands/take-part.ts'
export { retryDelivery, withdrawPost } from './commands/withdraw-post.ts'
export { writePostFeed } from './feed.ts'
export { canWriteAt, canWriteSomewhere } from './policy.ts'
export { formOf, postFromForm } from './post-form.ts'
export * from './queries.ts'
export { makeScriptPaper } from './script-paper.ts'
export { rangeOf, serveFile } from './serve-file.ts'
export { keepFile } from './take-files.ts'
export { outreachTasks } from './tasks/outreach-tasks.ts'
export { isFromZalo, receiveZaloEvent } from './zalo-webhook.ts'
