import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layMap } from './map.ts'

const spot = fc.record({
  latitude: fc.double({ min: 22, max: 23.4, noNaN: true }),
  longitude: fc.double({ min: 104.3, max: 105.6, noNaN: true }),
})

test('every spot lies within the map, north above south and west left of east', () => {
  fc.assert(
    fc.property(fc.array(spot, { minLength: 1, maxLength: 30 }), (spots) => {
      const map = layMap(spots)
      const laid = spots.map((at, index) => ({ ...at, ...(map?.spots[index] ?? { x: -1, y: -1 }) }))
      for (const { x, y } of laid) {
        expect(x >= 0 && x <= (map?.width ?? 0)).toBe(true)
        expect(y >= 0 && y <= (map?.height ?? 0)).toBe(true)
      }
      const pairs = laid.flatMap((one) => laid.map((other) => [one, other] as const))
      const northern = pairs.filter(([one, other]) => one.latitude > other.latitude + 0.01)
      const western = pairs.filter(([one, other]) => one.longitude < other.longitude - 0.01)
      expect(northern.every(([one, other]) => one.y <= other.y)).toBe(true)
      expect(western.every(([one, other]) => one.x <= other.x)).toBe(true)
    }),
  )
})

test('tiles are those of the installation and cover the whole map; without them, and without spots, there are none', () => {
  const lungCu = { latitude: 23.3636, longitude: 105.3158 }
  const haGiang = { latitude: 22.8233, longitude: 104.9836 }
  const map = layMap([lungCu, haGiang], '/tiles/{z}/{x}/{y}.png')
  expect(map?.tiles.length).toBeGreaterThan(1)
  for (const { href } of map?.tiles ?? []) expect(href).toMatch(/^\/tiles\/\d+\/\d+\/\d+\.png$/)
  expect(Math.min(...(map?.tiles.map(({ x }) => x) ?? []))).toBeLessThanOrEqual(0)
  expect(Math.max(...(map?.tiles.map(({ x, size }) => x + size) ?? []))).toBeGreaterThanOrEqual(
    map?.width ?? 0,
  )
  expect(layMap([lungCu])?.tiles).toEqual([])
  expect(layMap([])).toBeUndefined()
})
