const formats = new Map<string, Intl.NumberFormat>()

/** A number as the reader's language writes it: 44.789 in Vietnamese, 44,789 in English. */
export function writtenNumber(value: number, locale: 'vi' | 'en', decimals = 0): string {
  const key = `${locale}${decimals}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale === 'vi' ? 'vi-VN' : 'en-GB', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    })
    formats.set(key, format)
  }
  return format.format(value)
}
