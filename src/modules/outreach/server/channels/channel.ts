import type { App } from '#platform/server/app.ts'

/** A thing to one recipient, taken to be sent now. */
export interface Parcel {
  targetId: string
  /** The commune that the recipient named. */
  unitId: string | null
  /** Counts this one. */
  attempts: number
  /** Sealed; nothing where they left meanwhile. */
  addressSealed: Buffer | null
  language: string | null
}

/**
 * What became of it. `later`: it did not arrive, and may be tried again. `unknown`: it may have arrived,
 * so that nothing but an officer's word sends it again. `gone`: there is nobody there any more.
 */
export type Outcome =
  | { kind: 'sent'; reference?: string | undefined }
  | { kind: 'later'; why: string; afterSeconds?: number | undefined }
  | { kind: 'failed' | 'unknown' | 'gone'; why: string }

/** A way out to people, opened for one delivery and closed after it. */
export interface OpenChannel {
  /** How many go at once. */
  window: number
  /** What the service allows, counted over all processes. */
  pace?: { service: string; perSecond: number; burst: number }
  send(parcel: Parcel): Promise<Outcome>
  close(): void
}

/** Why something did not go out, as a code of messages `outreach_problem_…`; never what the other side wrote. */
export type Problem = 'not_set_up' | 'unreachable' | 'refused' | 'busy' | 'token' | 'interrupted'

/** A request that never arrived can be made again; of one that broke off nobody knows. */
export function outcomeOfBrokenRequest(error: unknown): Outcome {
  const code = String((error as { code?: string } | null)?.code ?? '')
  const neverArrived =
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EDNS|CERT_|ERR_TLS|DEPTH_ZERO|UNABLE_TO_|SELF_SIGNED)/.test(
      code,
    )
  return neverArrived
    ? { kind: 'later', why: 'unreachable', afterSeconds: 120 }
    : { kind: 'unknown', why: 'interrupted' }
}

/** Whether what a channel needs is set. */
export function isSetUp(config: App['config'], channel: string): boolean {
  switch (channel) {
    case 'push':
      return Boolean(config.VAPID_PRIVATE_KEY)
    case 'mail':
      return Boolean(config.SMTP_URL && config.ORIGIN)
    case 'zalo':
      return Boolean(config.ZALO_REFRESH_TOKEN && config.ORIGIN)
    default:
      return Boolean(config.FACEBOOK_PAGE_TOKEN && config.ORIGIN)
  }
}
