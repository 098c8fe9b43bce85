/** A point on the earth, in degrees. */
export interface Spot {
  latitude: number
  longitude: number
}

export interface LaidMap {
  width: number
  height: number
  spots: { x: number; y: number }[]
  /** Pictures of the ground, where the installation hosts them. */
  tiles: { href: string; x: number; y: number; size: number }[]
}

const tile = 256
const margin = 40
/** How wide a map may be, in its own units: some 600 of them fill a phone. */
const widest = 640

/** Web Mercator, as map tiles are cut: the whole earth is `256 × 2^zoom` wide. */
function project({ latitude, longitude }: Spot, zoom: number): { x: number; y: number } {
  const earth = tile * 2 ** zoom
  const sine = Math.sin((latitude * Math.PI) / 180)
  return {
    x: ((longitude + 180) / 360) * earth,
    y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * earth,
  }
}

/**
 * Lays spots on a map that a page draws without script: where each stands, and the tiles behind them where
 * an address of tiles is given (`/tiles/{z}/{x}/{y}.png`). Nothing where there are no spots.
 */
export function layMap(spots: readonly Spot[], tileAddress?: string): LaidMap | undefined {
  if (spots.length === 0) return undefined
  let zoom = 14
  let points = spots.map((spot) => project(spot, zoom))
  const spanOf = (of: 'x' | 'y') =>
    Math.max(...points.map((point) => point[of])) - Math.min(...points.map((point) => point[of]))
  while (zoom > 5 && Math.max(spanOf('x'), spanOf('y')) > widest - 2 * margin) {
    zoom -= 1
    points = spots.map((spot) => project(spot, zoom))
  }
  const width = Math.max(spanOf('x') + 2 * margin, 320)
  const height = Math.max(spanOf('y') + 2 * margin, 240)
  const middle = (of: 'x' | 'y') => Math.min(...points.map((point) => point[of])) + spanOf(of) / 2
  const [left, top] = [middle('x') - width / 2, middle('y') - height / 2]
  const tiles: LaidMap['tiles'] = []
  if (tileAddress)
    for (let x = Math.floor(left / tile); x * tile < left + width; x += 1)
      for (let y = Math.floor(top / tile); y * tile < top + height; y += 1)
        tiles.push({
          href: tileAddress
            .replace('{z}', String(zoom))
            .replace('{x}', String(x))
            .replace('{y}', String(y)),
          x: round(x * tile - left),
          y: round(y * tile - top),
          size: tile,
        })
  return {
    width: round(width),
    height: round(height),
    spots: points.map((point) => ({ x: round(point.x - left), y: round(point.y - top) })),
    tiles,
  }
}

const round = (value: number) => Math.round(value * 10) / 10
