import type { Config } from '#platform/server/config.ts'
import type { Context } from '#platform/server/context.ts'
import { recogniseFile } from '#platform/server/files/recognise.ts'
import { sha256Of } from '#platform/server/files/store.ts'
import { type VerifiedSignature, verifySignatures } from './pdf/verify-signatures.ts'
import { findPaperByBytes } from './public.ts'
import { trustedRoots } from './trust.ts'

/**
 * What a file turned out to be. same: the very bytes that are kept; earlier: a state before all had signed;
 * intact: signed and unchanged, but not a paper of this installation; altered: its signatures do not hold, or
 * it is not the paper of the code that it is compared with; unsigned: there is no signature in it.
 */
export type FileVerdict = 'same' | 'earlier' | 'intact' | 'altered' | 'unsigned'

export interface CheckedFile {
  verdict: FileVerdict
  /** Of the paper that the file is a state of. */
  code: string | null
  signatures: VerifiedSignature[]
}

/**
 * Checks a PDF for anybody: compares it with what is kept, and checks its signatures. With a code, as the
 * paper of that code. Nothing of it is kept. Throws FileProblem where it is no PDF.
 */
export async function checkFile(
  ctx: Context,
  config: Config,
  bytes: Uint8Array,
  code?: string,
): Promise<CheckedFile> {
  await recogniseFile(bytes, ['pdf'])
  const known = await findPaperByBytes(ctx, sha256Of(bytes))
  const { signatures, isIntact } = await verifySignatures(bytes, trustedRoots(config))
  const found = known && (!code || known.code === code) ? known : undefined
  return {
    verdict: verdictOf({
      known: found,
      isSigned: signatures.length > 0,
      isIntact,
      hasCode: !!code,
    }),
    code: found?.code ?? null,
    signatures,
  }
}

function verdictOf(found: {
  known: { isCurrent: boolean } | undefined
  isSigned: boolean
  isIntact: boolean
  hasCode: boolean
}): FileVerdict {
  if (found.known) return found.known.isCurrent ? 'same' : 'earlier'
  if (found.hasCode) return 'altered'
  if (!found.isSigned) return 'unsigned'
  return found.isIntact ? 'intact' : 'altered'
}
