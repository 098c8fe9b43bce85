/** The months in which something is sold, both included; from November to February goes over the new year. */
export interface Season {
  from: number
  to: number
}

/** Whether a month (1 to 12) is in a season; what has none is always there. */
export const isInSeason = (season: Season | null, month: number): boolean =>
  season === null ||
  (season.from <= season.to
    ? month >= season.from && month <= season.to
    : month >= season.from || month <= season.to)

/** How many months, at most twelve, until a season begins; 0 while it lasts. */
export const monthsUntil = (season: Season | null, month: number): number =>
  season === null || isInSeason(season, month) ? 0 : (season.from - month + 12) % 12
