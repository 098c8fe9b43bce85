/** A small drawing in the colours of the product: 320 by 180, of shapes and words only. */
export const drawing = (title: string, shapes: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180" width="320" height="180" role="img" font-family="sans-serif" font-size="13"><title>${title}</title><rect width="320" height="180" rx="10" fill="#eef4fb"/>${shapes}</svg>`

/** A telephone with what stands on its screen. */
export const phone = (x: number, lines: readonly string[], width = 84): string =>
  `<rect x="${x}" y="16" width="${width}" height="148" rx="10" fill="#1f2937"/><rect x="${x + 5}" y="26" width="${width - 10}" height="124" rx="3" fill="#ffffff"/>${lines
    .map(
      (line, n) =>
        `<text x="${x + width / 2}" y="${50 + n * 20}" text-anchor="middle" font-size="11" fill="#1f2937">${line}</text>`,
    )
    .join('')}<circle cx="${x + width / 2}" cy="157" r="3" fill="#9ca3af"/>`

/** A card with a word and a line beneath. */
export const card = (x: number, y: number, word: string, colour = '#0a4fa6'): string =>
  `<rect x="${x}" y="${y}" width="96" height="60" rx="6" fill="#ffffff" stroke="${colour}" stroke-width="2"/><rect x="${x + 8}" y="${y + 22}" width="22" height="28" rx="2" fill="#c7d8ee"/><text x="${x + 8}" y="${y + 15}" font-size="10" fill="${colour}">${word}</text><rect x="${x + 36}" y="${y + 26}" width="50" height="4" fill="#9ca3af"/><rect x="${x + 36}" y="${y + 36}" width="38" height="4" fill="#9ca3af"/>`

export const arrow = (x: number, y: number, length = 34): string =>
  `<path d="M${x} ${y} h${length}" stroke="#0a4fa6" stroke-width="3" fill="none"/><path d="M${x + length} ${y} l-8 -6 v12 z" fill="#0a4fa6"/>`

export const note = (x: number, y: number, words: string, colour = '#1f2937', size = 13): string =>
  `<text x="${x}" y="${y}" text-anchor="middle" fill="${colour}" font-size="${size}">${words}</text>`

export const tick = (x: number, y: number): string =>
  `<circle cx="${x}" cy="${y}" r="13" fill="#15803d"/><path d="M${x - 6} ${y} l4 5 l8 -9" stroke="#ffffff" stroke-width="3" fill="none"/>`

export const cross = (x: number, y: number): string =>
  `<circle cx="${x}" cy="${y}" r="13" fill="#b91c1c"/><path d="M${x - 5} ${y - 5} l10 10 M${x + 5} ${y - 5} l-10 10" stroke="#ffffff" stroke-width="3" fill="none"/>`

/** A code of squares, which stands for a QR code and is none. */
export const code = (x: number, y: number, size = 60): string => {
  const u = size / 6
  const squares = [
    '0 0 2 2',
    '4 0 2 2',
    '0 4 2 2',
    '3 3 1 1',
    '4 4 1 1',
    '5 3 1 1',
    '3 5 1 1',
    '5 5 1 1',
    '2 2 1 1',
  ]
  return `<rect x="${x - 5}" y="${y - 5}" width="${size + 10}" height="${size + 10}" fill="#ffffff" stroke="#9ca3af"/>${squares
    .map((one) => one.split(' ').map((n) => Number(n) * u))
    .map(
      ([dx = 0, dy = 0, w, h]) =>
        `<rect x="${x + dx}" y="${y + dy}" width="${w}" height="${h}" fill="#1f2937"/>`,
    )
    .join('')}`
}
