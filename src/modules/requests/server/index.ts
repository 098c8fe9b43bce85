export { askForHelp, takeBackRequest } from './commands/ask-for-help.ts'
export { declineRequest, finishRequest, takeRequest } from './commands/settle-request.ts'
export { digestOf, newLink } from './link.ts'
export { canSettleSomewhere } from './policy.ts'
export {
  getStanding,
  type HelpRequest,
  listRequests,
  type RequestStanding,
} from './queries.ts'
export { forgetRequests } from './tasks/forget-requests.ts'
