import fc from 'fast-check'
import { expect, test } from 'vitest'
import { htmlOf, type Inline, parseMarkup, plainText, safeHref } from './markup.ts'

test('headings, lists, paragraphs, strong, emphasis and links are all there is', () => {
  expect(
    parseMarkup('## Ai đến\n- Từ **14 tuổi**\n- Có thẻ\n\nXem *ngay*\n[tại đây](https://a.vn/x)'),
  ).toEqual([
    { kind: 'heading', children: [{ kind: 'text', text: 'Ai đến' }] },
    {
      kind: 'list',
      items: [
        [
          { kind: 'text', text: 'Từ ' },
          { kind: 'strong', children: [{ kind: 'text', text: '14 tuổi' }] },
        ],
        [{ kind: 'text', text: 'Có thẻ' }],
      ],
    },
    {
      kind: 'paragraph',
      children: [
        { kind: 'text', text: 'Xem ' },
        { kind: 'emphasis', children: [{ kind: 'text', text: 'ngay' }] },
        { kind: 'text', text: '\n' },
        {
          kind: 'link',
          href: 'https://a.vn/x',
          children: [{ kind: 'text', text: 'tại đây' }],
        },
      ],
    },
  ])
})

test.for([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  '//evil.example/x',
  '/\\evil.example',
  'https://',
  'file:///etc/passwd',
  'x',
])('%s is no link', (address) => {
  expect(safeHref(address)).toBeUndefined()
  expect(htmlOf(`[bấm](${address})`)).not.toMatch(/<a/)
})

test('whatever is written, no tag of it is one, and no link leads to a program', () => {
  const pieces = fc.constantFrom(
    '<script>',
    '</p>',
    '<img src=x onerror=alert(1)>',
    '**',
    '*',
    '[',
    '](',
    ')',
    'javascript:alert(1)',
    'https://a.vn',
    '## ',
    '- ',
    '\n',
    '\n\n',
    '"',
    "'",
    '&lt;',
    'chữ ',
    '<!--',
    ']]>',
    '\u202e',
    '\0',
  )
  fc.assert(
    fc.property(
      fc.array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 40 }),
      (words) => {
        const source = words.join('')
        const html = htmlOf(source)
        const tags = html.match(/<[^>]*>/g) ?? []
        for (const tag of tags)
          expect(tag).toMatch(
            /^<(\/?(p|h3|ul|li|strong|em|a)|br|a href="(https?:|mailto:|tel:|\/)[^"<>]*")>$/,
          )
        const hrefs = (parts: Inline[]): string[] =>
          parts.flatMap((part) =>
            part.kind === 'text'
              ? []
              : [...(part.kind === 'link' ? [part.href] : []), ...hrefs(part.children)],
          )
        for (const block of parseMarkup(source))
          for (const href of block.kind === 'list'
            ? block.items.flatMap(hrefs)
            : hrefs(block.children))
            expect(href).toMatch(/^(https?:|mailto:|tel:|\/)/)
      },
    ),
    { numRuns: 1000 },
  )
})

test('nothing that was written is lost in the words alone', () => {
  expect(plainText('## Mục\nMột **hai** [ba](https://a.vn)\n- bốn')).toBe(
    'Mục\n\nMột hai ba\n\n- bốn',
  )
})

test('a long line of stars takes no long time', () => {
  const started = performance.now()
  parseMarkup('*'.repeat(20_000))
  parseMarkup('[a'.repeat(7_000))
  parseMarkup('**a '.repeat(5_000))
  expect(performance.now() - started).toBeLessThan(3000)
})
