import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Endpoint } from './endpoint.ts'
import { findEndpoint } from './serve.ts'

const at = (path: string, method: Endpoint['method'] = 'get'): Endpoint => ({
  method,
  path,
  tag: 'x',
  summary: { vi: 'x', en: 'x' },
  input: z.object({}),
  output: z.object({}),
  run: async () => ({}),
})
const found = (paths: string[], path: string) => {
  const { endpoint, parameters } = findEndpoint(
    paths.map((one) => at(one)),
    'GET',
    path,
  )
  return [endpoint.path, parameters]
}

test('a word that stands in the path goes before a parameter, whichever was listed first', () => {
  for (const paths of [
    ['/a/{id}', '/a/new'],
    ['/a/new', '/a/{id}'],
  ]) {
    expect(found(paths, 'a/new')).toEqual(['/a/new', {}])
    expect(found(paths, 'a/7')).toEqual(['/a/{id}', { id: '7' }])
  }
  expect(found(['/{x}/b', '/a/{y}'], 'a/b')).toEqual(['/a/{y}', { y: 'b' }])
})

test('a parameter is taken as it stands: the address was decoded already', () => {
  expect(found(['/a/{id}'], 'a/100%')).toEqual(['/a/{id}', { id: '100%' }])
})

test('what is not there is not found', () => {
  expect(() => found(['/a/{id}'], 'a')).toThrow('not_found')
  expect(() => findEndpoint([at('/a', 'post')], 'GET', 'a')).toThrow('not_found')
})
