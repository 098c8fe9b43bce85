/**
 * What a limit for an address counts by: whoever has an IPv6 address has a whole /64 of them (RFC 7421),
 * so the limit is for that.
 */
export function networkOf(from: string): string {
  const plain = from.replace(/^::ffff:(?=\d+\.)/i, '').split('%')[0] ?? ''
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const groups = head === '' ? [] : head.split(':')
  if (tail !== undefined) {
    const after = tail === '' ? [] : tail.split(':')
    while (groups.length + after.length < 8) groups.push('0')
  }
  while (groups.length < 4) groups.push('0')
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':')}::/64`
}
