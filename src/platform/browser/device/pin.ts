import { changePerson, findPerson, type KnownPerson } from './people.ts'

/**
 * A PIN for a phone that goes from hand to hand. It keeps a passer-by out of field mode; it neither
 * encrypts what is on the disk nor ends the session, and the screen that sets it says so.
 */
const iterations = 210_000

export const isPin = (text: string): boolean => /^\d{4,6}$/.test(text)

/** How long to wait after so many wrong PINs in a row, in milliseconds. */
export const waitAfterWrongPin = (failures: number): number =>
  failures < 5 ? 0 : Math.min(15 * 60_000, 30_000 * 2 ** (failures - 5))

export async function setPin(personId: string, pin: string | undefined): Promise<void> {
  if (pin === undefined) return await changePerson(personId, withoutPin)
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const hash = await derive(pin, salt, iterations)
  await changePerson(personId, (known) => ({
    ...withoutPin(known),
    pin: { salt, hash, iterations },
  }))
}

export type PinAnswer = { kind: 'right' } | { kind: 'wrong'; waitUntil: number }

/** Compares a PIN; every wrong one counts, also across restarts. */
export async function tryPin(personId: string, pin: string): Promise<PinAnswer> {
  const known = await findPerson(personId)
  if (!known?.pin) return { kind: 'right' }
  const now = Date.now()
  if ((known.lockedUntil ?? 0) > now) return { kind: 'wrong', waitUntil: known.lockedUntil ?? 0 }
  const hash = await derive(pin, known.pin.salt, known.pin.iterations)
  const isRight = hash.every((byte, i) => byte === known.pin?.hash[i])
  const failures = isRight ? 0 : (known.failures ?? 0) + 1
  const waitUntil = now + waitAfterWrongPin(failures)
  await changePerson(personId, (it) => ({ ...it, failures, lockedUntil: waitUntil }))
  return isRight ? { kind: 'right' } : { kind: 'wrong', waitUntil }
}

/** Forgotten: the PIN goes once its owner has signed out and in again. */
export const askPinReset = (personId: string): Promise<void> =>
  changePerson(personId, (known) => ({ ...known, pinReset: 'asked' }))

/** What the server says of the session moves a reset on: first that it has ended, then who is here. */
export async function sessionEnded(personId: string): Promise<void> {
  const known = await findPerson(personId)
  if (known?.pinReset === 'asked') {
    await changePerson(personId, (it) => ({ ...it, pinReset: 'signed_out' }))
  }
}

/** Returns whether a PIN was taken away. */
export async function sessionConfirmed(personId: string): Promise<boolean> {
  const known = await findPerson(personId)
  if (known?.pinReset !== 'signed_out') return false
  await changePerson(personId, withoutPin)
  return true
}

const withoutPin = ({ id, lastHereAt }: KnownPerson): KnownPerson => ({ id, lastHereAt })

async function derive(pin: string, salt: Uint8Array<ArrayBuffer>, rounds: number) {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ])
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 256))
}
