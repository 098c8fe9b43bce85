import { createHash } from 'node:crypto'
import { type FieldActivity, listFieldActivities } from '#modules/campaigns/server/index.ts'
import { type CardKey, listCardKeys, listRevokedCards } from '#modules/members/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import { Forbidden } from '#platform/server/errors.ts'
import { messageNamed } from '#platform/server/messages.ts'
import { currentConsentText } from '../consent.ts'
import { listProcedures, listServices, type Procedure, type Service } from './catalogue.ts'

/** Everything that a phone needs to work without a network. */
export interface FieldPack {
  /** Changes with the content, and every day, so that a phone that asks gets a longer validity. */
  version: string
  issuedAt: string
  validUntil: string
  person: { id: string; name: string }
  activities: FieldActivity[]
  services: Service[]
  procedures: Procedure[]
  cardPublicKeys: CardKey[]
  revokedCards: number[]
  consentText: { version: string; text: string }
  /** By which a phone verifies the server's receipts; 32 bytes in base64url. */
  receiptPublicKey: string
}

/** A pack is never good for less: what a volunteer takes into a valley without signal. */
const leastDays = 3

/** Makes the actor's field pack. Throws Forbidden where the account is no person's. */
export async function makeFieldPack(
  ctx: Context,
  options: { daysOffline: number; receiptKey: Buffer },
): Promise<FieldPack> {
  const { personId, name } = ctx.actor
  if (!personId) throw new Forbidden('sync.no_person')
  const content = {
    person: { id: personId, name: name ?? '' },
    activities: await listFieldActivities(ctx),
    services: await listServices(ctx),
    procedures: await listProcedures(ctx),
    cardPublicKeys: await listCardKeys(ctx),
    revokedCards: await listRevokedCards(ctx),
    consentText: { version: currentConsentText, text: consentText() },
    receiptPublicKey: options.receiptKey.toString('base64url'),
  }
  const issuedAt = ctx.now()
  const days = Math.max(leastDays, options.daysOffline)
  return {
    version: createHash('sha256')
      .update(`${ctx.today}\n${JSON.stringify(content)}`)
      .digest('base64url')
      .slice(0, 22),
    issuedAt: issuedAt.toISOString(),
    validUntil: new Date(issuedAt.getTime() + days * 86_400_000).toISOString(),
    ...content,
  }
}

/** What is read to a citizen, in the request's language. */
export const consentText = (version: string = currentConsentText): string =>
  messageNamed(`assists_consent_text_${version.replaceAll('-', '_')}`) ?? ''
