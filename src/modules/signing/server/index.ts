export { type CheckedFile, checkFile, type FileVerdict } from './check-file.ts'
export { type BegunSignature, beginSignature } from './commands/begin-signature.ts'
export { cancelSignature } from './commands/cancel-signature.ts'
export { addCertificate, removeCertificate } from './commands/certificates.ts'
export { completeSignature } from './commands/complete-signature.ts'
export { declineSignature } from './commands/decline.ts'
export { request } from './commands/request.ts'
export { withdrawRequest } from './commands/withdraw.ts'
export { findSigner } from './find-signer.ts'
export {
  type Verification,
  type VerifiedSignature,
  verifySignatures,
} from './pdf/verify-signatures.ts'
export { canPrepareAt } from './policy.ts'
export { findPaperByBytes, findPaperByCode, type PublicPaper } from './public.ts'
export { takeLook } from './public-limit.ts'
export {
  type CertificateRow,
  type CertificateStanding,
  countMyTurn,
  findRequestsOf,
  getRequest,
  listCertificates,
  listRequests,
  type OpenAttempt,
  type RequestDetail,
  type RequestList,
  type RequestRow,
  type RequestState,
  type SignerRow,
  type SignerState,
} from './queries.ts'
export {
  newVerifyCode,
  requestSignatures,
  type SignatureRequest,
  verifyAddress,
} from './request-signatures.ts'
export { trustedRoots } from './trust.ts'
