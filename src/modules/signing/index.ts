export { codeInGroups, readCode } from './code.ts'
export {
  AddCertificate,
  BeginSignature,
  CompleteSignature,
  DeclineSignature,
  type ProviderKind,
  providerKinds,
  RequestSignatures,
  WithdrawRequest,
} from './shapes.ts'
