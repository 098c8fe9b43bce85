export {
  limits,
  type RequestState,
  requestConsent,
  requestStates,
  type Topic,
  topics,
} from './topics.ts'
