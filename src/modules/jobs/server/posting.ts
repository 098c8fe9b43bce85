import type { JobPosting, WithContext } from 'schema-dts'
import type { PublicVacancy } from './public.ts'

const country: Record<string, string> = {
  'nhật bản': 'JP',
  'hàn quốc': 'KR',
  'đài loan': 'TW',
  'trung quốc': 'CN',
  đức: 'DE',
  lào: 'LA',
  'ma-lai-xi-a': 'MY',
  malaysia: 'MY',
  'xin-ga-po': 'SG',
  singapore: 'SG',
  úc: 'AU',
}

/** A country's code (ISO 3166-1), or its name where it is not one of those that workers go to most. */
const countryOf = (it: PublicVacancy) =>
  it.isAbroad ? (country[(it.country ?? '').toLowerCase()] ?? it.country ?? '') : 'VN'

const escaped = (text: string) =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)

/**
 * A vacancy as schema.org's JobPosting, with what search engines ask of one. `origin` is where the product
 * is reached.
 */
export function postingOf(it: PublicVacancy, origin: string): WithContext<JobPosting> {
  const paragraphs = [it.description, it.requirements, it.benefits].filter((text) => text !== null)
  return {
    '@context': 'https://schema.org',
    '@type': 'JobPosting',
    title: it.title,
    // Search engines read this one as HTML.
    description: paragraphs
      .flatMap((text) => text.split(/\n+/))
      .map((line) => `<p>${escaped(line)}</p>`)
      .join(''),
    identifier: { '@type': 'PropertyValue', name: it.employerName, value: it.id },
    datePosted: it.publishedOn,
    // Of an ended one the day is past, which says so.
    validThrough: `${it.endsOn}T23:59:59+07:00`,
    employmentType: 'FULL_TIME',
    directApply: true,
    totalJobOpenings: it.slots,
    workHours: it.hours,
    hiringOrganization: {
      '@type': 'Organization',
      name: it.employerName,
      identifier: it.registrationNo,
    },
    jobLocation: {
      '@type': 'Place',
      address: {
        '@type': 'PostalAddress',
        addressLocality: it.place,
        addressCountry: countryOf(it),
      },
    },
    baseSalary: {
      '@type': 'MonetaryAmount',
      currency: 'VND',
      value: {
        '@type': 'QuantitativeValue',
        minValue: it.salaryFrom,
        maxValue: it.salaryTo,
        unitText: 'MONTH',
      },
    },
    url: `${origin}/jobs/${it.id}`,
  }
}

/** The same as what may stand in a page's script element of data: nothing in it can end the element. */
export const postingScript = (it: PublicVacancy, origin: string): string =>
  `<script type="application/ld+json">${JSON.stringify(postingOf(it, origin)).replace(/</g, '\\u003c')}</script>`
