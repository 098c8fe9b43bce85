import type { Config } from '#platform/server/config.ts'
import { RuleBroken } from '#platform/server/errors.ts'
import { openCsc } from './csc.ts'
import type { RemoteSigner } from './remote-signer.ts'
import { openSmartCa } from './smartca.ts'

export type RemoteKind = 'smartca' | 'csc'

const opened = new WeakMap<Config, Partial<Record<RemoteKind, RemoteSigner>>>()

/** The services that this installation is connected to, as its settings say. */
export function remoteSigners(config: Config): Partial<Record<RemoteKind, RemoteSigner>> {
  const known = opened.get(config)
  if (known) return known
  const { SMARTCA_URL, SMARTCA_SP_ID, SMARTCA_SP_PASSWORD } = config
  const { CSC_URL, CSC_CLIENT_ID, CSC_CLIENT_SECRET } = config
  const signers: Partial<Record<RemoteKind, RemoteSigner>> = {}
  if (SMARTCA_URL && SMARTCA_SP_ID && SMARTCA_SP_PASSWORD)
    signers.smartca = openSmartCa({
      url: SMARTCA_URL,
      spId: SMARTCA_SP_ID,
      spPassword: SMARTCA_SP_PASSWORD,
    })
  if (CSC_URL && CSC_CLIENT_ID && CSC_CLIENT_SECRET)
    signers.csc = openCsc({
      url: CSC_URL,
      clientId: CSC_CLIENT_ID,
      clientSecret: CSC_CLIENT_SECRET,
    })
  opened.set(config, signers)
  return signers
}

/** One of them; throws {@link RuleBroken} `signing.provider_off` where it is not connected. */
export function remoteSigner(config: Config, kind: string): RemoteSigner {
  const signer = remoteSigners(config)[kind as RemoteKind]
  if (!signer) throw new RuleBroken('signing.provider_off')
  return signer
}
