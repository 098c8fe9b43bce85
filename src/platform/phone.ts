/**
 * A Vietnamese mobile number in any common writing (`0912 345 678`, `+84 912…`, `84912…`, or with its
 * leading zero lost in a spreadsheet) as `+84912345678`; nothing where it is not one.
 */
export function readPhone(text: string): string | undefined {
  const digits = text.replace(/[\s.()-]/g, '')
  const found = /^(?:\+?84|0)?([35789]\d{8})$/.exec(digits)
  return found ? `+84${found[1]}` : undefined
}

/** As it is dialled at home: `0912 345 678`. */
export const writtenPhone = (phone: string): string =>
  phone.replace(/^\+84(\d{3})(\d{3})(\d{3})$/, '0$1 $2 $3')
