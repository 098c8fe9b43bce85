import { type CountedPlace, shortAddress } from '#modules/links/index.ts'
import * as m from '#paraglide/messages.js'
import { writtenDay } from '#platform/days.ts'
import { makePoster, type PosterSize } from '#platform/server/pdf/make-poster.ts'
import type { Vacancy } from './desk.ts'
import { payText } from './pay.ts'
import type { Fair } from './public.ts'

interface Printed {
  size: PosterSize
  /** Where the product is reached. */
  origin: string
  at: Date
}

const footerOf = ({ unitName, name }: CountedPlace) =>
  unitName ? m.jobs_poster_footer({ unit: unitName, place: name }) : name

/** The poster of a vacancy that hangs in a place. */
export const vacancyPoster = (
  it: Vacancy,
  place: CountedPlace,
  printed: Printed,
): Promise<Buffer> =>
  makePoster({
    size: printed.size,
    heading: it.title,
    lines: [
      it.employerName,
      [it.place, it.country].filter(Boolean).join(', '),
      payText(it.salaryFrom, it.salaryTo),
      ...(['free', 'allowance'].includes(it.housing) ? [m.jobs_poster_housing()] : []),
      m.jobs_poster_until({ day: writtenDay(it.endsOn) }),
    ],
    address: shortAddress(printed.origin, place.code),
    caption: m.jobs_poster_caption(),
    footer: footerOf(place),
    at: printed.at,
  })

/** The poster of a job fair that hangs in a place. */
export const fairPoster = (fair: Fair, place: CountedPlace, printed: Printed): Promise<Buffer> =>
  makePoster({
    size: printed.size,
    heading: fair.name,
    lines: [m.jobs_fair(), writtenDay(fair.heldOn), ...(fair.place ? [fair.place] : [])],
    address: shortAddress(printed.origin, place.code),
    caption: m.jobs_poster_caption(),
    footer: footerOf(place),
    at: printed.at,
  })
