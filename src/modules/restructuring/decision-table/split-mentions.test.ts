import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kindWords, type PlaceKind } from './place-kinds.ts'
import { splitMentions } from './split-mentions.ts'

/** Names with their kinds; `?` where the kind is only presumed, `½` where it is a part. */
const split = (cell: string) =>
  splitMentions(cell).map(
    ({ written, kind, isPresumed, part }) =>
      `${written} = ${kind ? kindWords[kind] : '-'}${isPresumed ? '?' : ''}${part ? ' ½' : ''}`,
  )

describe('the names of a cell', () => {
  it.each([
    ['Xã A, Xã B', ['Xã A = xã', 'Xã B = xã']],
    ['các xã A, B, C', ['A = xã', 'B = xã', 'C = xã']],
    ['xã A, B và C', ['xã A = xã', 'B = xã?', 'C = xã?']],
    ['các phường X, Y và xã Z', ['X = phường', 'Y = phường', 'xã Z = xã']],
    ['03 xã: A, B, C', ['A = xã', 'B = xã', 'C = xã']],
    ['gồm 2 đơn vị hành chính: A; B', ['A = -', 'B = -']],
    ['1. Xã A\n2. TT. B;\n- P. C', ['Xã A = xã', 'TT. B = thị trấn', 'P. C = phường']],
    ['(1) Xã A (2) Xã B', ['Xã A = xã', 'Xã B = xã']],
    ['Xã Lao Và Chải và xã B', ['Xã Lao Và Chải = xã', 'xã B = xã']],
    ['XÃ LAO VÀ CHẢI VÀ XÃ B', ['XÃ LAO VÀ CHẢI = xã', 'XÃ B = xã']],
    ['Xã A (huyện K, tỉnh T), xã B', ['Xã A (huyện K, tỉnh T) = xã', 'xã B = xã']],
    ['xã A, huyện K; xã B', ['xã A, huyện K = xã', 'xã B = xã']],
    ['xã B và một phần xã D', ['xã B = xã', 'xã D = xã ½']],
    ['Xã D (một phần), xã E', ['Xã D = xã ½', 'xã E = xã']],
    ['một phần các xã D, E và xã F', ['D = xã ½', 'E = xã ½', 'xã F = xã']],
    [
      'toàn bộ diện tích tự nhiên, quy mô dân số của các xã B, C và một phần diện tích tự nhiên, quy mô dân số của phường D',
      ['B = xã', 'C = xã', 'phường D = phường ½'],
    ],
    [
      'phần còn lại của xã D sau khi sắp xếp theo quy định tại khoản 5, Điều này, xã F',
      ['xã D = xã ½', 'xã F = xã'],
    ],
    ['phần diện tích, dân số còn lại của xã K', ['xã K = xã ½']],
    ['Phường 1, Phường 2', ['Phường 1 = phường', 'Phường 2 = phường']],
    [' , ; ', []],
  ])('%s', (cell, names) => {
    expect(split(cell)).toEqual(names)
  })

  const word = fc.constantFrom('Pả', 'Vi', 'Lao', 'Sủng', 'Hoà', 'Đồng', 'Yên', 'Quý', 'Ỷ')
  const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '))
  const kind = fc.constantFrom<PlaceKind>('commune', 'ward', 'township')
  const mention = fc.record({ name, kind, part: fc.boolean() })

  it('are all found again, however they were joined', () => {
    fc.assert(
      fc.property(
        fc.array(mention, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(', ', '; ', '\n', ' và ', ',\n', ' ; '),
        fc.boolean(),
        (mentions, separator, isNumbered) => {
          const cell = mentions
            .map(({ name, kind, part }, i) => {
              const number = isNumbered && separator.includes('\n') ? `${i + 1}. ` : ''
              return `${number}${part ? 'một phần ' : ''}${kindWords[kind]} ${name}`
            })
            .join(separator)
          expect(splitMentions(cell)).toEqual(
            mentions.map(({ name, kind, part }) => ({
              written: `${kindWords[kind]} ${name}`,
              kind,
              isPresumed: false,
              part,
            })),
          )
        },
      ),
    )
  })
})
