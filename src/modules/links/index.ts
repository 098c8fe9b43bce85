/** The address that a QR code holds: short, so that the code stays coarse. */
export const shortAddress = (origin: string, code: string): string => `${origin}/q/${code}`

/** A place where a page hangs, with how often its code was scanned. */
export interface CountedPlace {
  code: string
  name: string
  unitId: string
  /** The unit as it was called when the place was added. */
  unitName: string | null
  hungOn: string
  /** In all, and in the last seven days. */
  scans: number
  lately: number
}

/** How long the name of a place may be. */
export const longestPlace = 120
