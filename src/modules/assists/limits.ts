/**
 * How much a record of help may hold. Apart from the shapes, so that field mode can hold to it without
 * zod: what a phone has let somebody type, the server must be able to take.
 */

/** At most so many people are helped in one go (a table of neighbours around one phone). */
export const mostPeople = 50

/** Characters. */
export const callbackLimits = { name: 120, phone: 30, purpose: 300 } as const
