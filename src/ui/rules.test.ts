import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const here = import.meta.dirname
const read = (file: string) => readFileSync(join(here, file), 'utf8')
const components = readdirSync(here).filter((file) => file.endsWith('.svelte'))
const tokens = new Set([...read('tokens.css').matchAll(/(--[a-z0-9-]+):/g)].map(([, name]) => name))

describe.each(components)('%s', (file) => {
  const source = read(file)

  test('has no style attribute, which the content security policy would refuse', () => {
    expect(source).not.toMatch(/\sstyle(=|:[a-z-])/)
  })

  test('holds no words of any language a person reads', () => {
    const markup = source.replace(
      /<script[\s\S]*?<\/script>|<style[\s\S]*<\/style>|<!--[\s\S]*?-->/g,
      '',
    )
    const text = markup
      .replace(/\{(?:[^{}]|\{[^{}]*\})*\}/g, ' ')
      .match(/>[^<>]*\p{L}{2,}[^<>]*</gu)
    expect(text ?? []).toEqual([])
  })

  test('names only tokens that exist, or its own', () => {
    const own = [...source.matchAll(/(--[a-z0-9-]+):/g)].map(([, name]) => name)
    const known = new Set([...tokens, ...own, '--bottom-bar'])
    const used = [...source.matchAll(/var\((--[a-z0-9-]+)/g)].map(([, name]) => name)
    expect(used.filter((name) => !known.has(name))).toEqual([])
  })
})

test('every icon that can be named is in the sprite, and no other', () => {
  const drawn = [...read('icons/sprite.svg').matchAll(/<symbol id="([^"]+)"/g)].map(([, id]) => id)
  const named = [...read('icons/names.ts').matchAll(/\| '([^']+)'/g)].map(([, id]) => id)
  expect(drawn).toEqual(named)
})
