/**
 * The text that is read to a citizen before their number is written down, by version: a new wording
 * is a new version and a new message, and the old ones stay, because old consents were given to them.
 */
export const consentTextVersions = ['2026-01'] as const
export type ConsentTextVersion = (typeof consentTextVersions)[number]
export const currentConsentText: ConsentTextVersion = '2026-01'

/** For so many days after the day of help a number is kept; the text that is read out says so too. */
export const daysToCallBack = 30
