import * as m from '#paraglide/messages.js'
import type { IconName } from '#ui/icons/names.ts'
import type { CardAnswer } from '../examine-card.ts'

/** What is said of a scanned card: good to go, wait and look, or not a card to go by. */
export interface ScanAnswer {
  readonly kind: string
  readonly tone: 'good' | 'wait' | 'bad'
  readonly icon: IconName
  readonly title: string
  readonly more?: string
}

const faults: Record<Exclude<CardAnswer['kind'], 'genuine'>, () => Omit<ScanAnswer, 'kind'>> = {
  not_a_card: () => ({ tone: 'bad', icon: 'close', title: m.cards_scan_not_a_card() }),
  forged: () => ({ tone: 'bad', icon: 'danger', title: m.cards_scan_forged() }),
  unknown_key: () => ({ tone: 'wait', icon: 'help', title: m.cards_scan_unknown_key() }),
  revoked: () => ({ tone: 'bad', icon: 'danger', title: m.cards_scan_revoked() }),
}

/** What is said of a card that does not hold. */
export const cardFault = (kind: keyof typeof faults): ScanAnswer => ({ kind, ...faults[kind]() })

/** What is said of somebody who has just been written down, or had been before. */
export const cardTaken = (name: string | null): ScanAnswer => ({
  kind: 'in',
  tone: 'good',
  icon: 'check',
  title: m.cards_scan_in(),
  ...(name && { more: name }),
})
export const cardKnown = (...more: (string | null)[]): ScanAnswer => ({
  kind: 'already',
  tone: 'wait',
  icon: 'info',
  title: m.cards_scan_already(),
  more: more.filter(Boolean).join(' · '),
})
/** What could not be written down. */
export const scanFailed = (why: string): ScanAnswer => ({
  kind: 'failed',
  tone: 'bad',
  icon: 'danger',
  title: why,
})
