import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answersFrom, openQuestions } from './components/answers.ts'
import { builtInCourses } from './courses/index.ts'
import { namesIn, readMarkup } from './markup.ts'
import { whatIsMissing } from './server/completeness.ts'
import { checkDrawing } from './server/drawing.ts'
import { CourseFile } from './shapes.ts'
import { shuffledFor } from './shuffle.ts'

test('a lesson’s text becomes headings, lists, notes, media and links, and nothing else', () => {
  expect(
    readMarkup(
      '## Đầu\nMột **đậm** https://dichvucong.gov.vn, tel:113\n- a\n- b\n1. c\n> nhớ\n!> chớ\n![Ảnh](a.svg)\n![x](b.mp3)',
    ),
  ).toEqual([
    { kind: 'heading', spans: [{ kind: 'text', text: 'Đầu' }] },
    {
      kind: 'paragraph',
      spans: [
        { kind: 'text', text: 'Một ' },
        { kind: 'strong', text: 'đậm' },
        { kind: 'text', text: ' ' },
        { kind: 'link', text: 'dichvucong.gov.vn', href: 'https://dichvucong.gov.vn' },
        { kind: 'text', text: ', ' },
        { kind: 'link', text: '113', href: 'tel:113' },
      ],
    },
    { kind: 'list', items: [[{ kind: 'text', text: 'a' }], [{ kind: 'text', text: 'b' }]] },
    { kind: 'steps', items: [[{ kind: 'text', text: 'c' }]] },
    { kind: 'note', spans: [{ kind: 'text', text: 'nhớ' }] },
    { kind: 'warning', spans: [{ kind: 'text', text: 'chớ' }] },
    { kind: 'picture', name: 'a.svg', words: 'Ảnh' },
    { kind: 'audio', name: 'b.mp3', words: 'x' },
  ])
  const hostile =
    '<script>alert(1)</script> [x](javascript:alert(1)) javascript:alert(1) ![x](../../a.svg) ![x](a.html)'
  const spans = readMarkup(hostile).flatMap((block) => ('spans' in block ? block.spans : []))
  expect(spans.every(({ kind }) => kind === 'text')).toBe(true)
})

test('whatever is typed, a link leads to the web or to a telephone, and no word is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      for (const block of readMarkup(text)) {
        const spans = 'spans' in block ? block.spans : 'items' in block ? block.items.flat() : []
        for (const span of spans)
          if (span.href) expect(span.href).toMatch(/^(https:\/\/|tel:\+?\d)/)
      }
    }),
  )
})

test('practice shows options in an order that is fixed and leaves none out', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 2, max: 6 }), (key, count) => {
      const places = shuffledFor(key, count)
      expect([...places].sort()).toEqual(Array.from({ length: count }, (_, n) => n))
      expect(shuffledFor(key, count)).toEqual(places)
    }),
  )
})

test('what was chosen in an exam is read as places, an order by its numbers', () => {
  const paper = {
    versionId: 'v',
    number: 1,
    questions: [
      { key: 'a', kind: 'single' as const, text: '', options: ['x', 'y'] },
      { key: 'b', kind: 'multiple' as const, text: '', options: ['x', 'y', 'z'] },
      { key: 'c', kind: 'order' as const, text: '', options: ['x', 'y', 'z'] },
    ],
  }
  const fields = new FormData()
  fields.append('q.a', '1')
  fields.append('q.b', '0')
  fields.append('q.b', '2')
  for (const [place, number] of [2, 0, 1].entries()) fields.append(`q.c.${place}`, String(number))
  const answers = answersFrom(paper, fields)
  expect(answers).toEqual({ a: [1], b: [0, 2], c: [1, 2, 0] })
  expect(openQuestions(paper, answers)).toBe(0)
  expect(openQuestions(paper, answersFrom(paper, new FormData()))).toBe(3)
})

test.for(builtInCourses.map((it) => [it.course.slug, it] as const))(
  '%s is whole, its drawings harmless, each question has one lesson',
  ([, built]) => {
    const course = CourseFile.parse(built.course)
    expect(course).toEqual(built.course)
    expect(
      whatIsMissing(course.content, course.bank, new Set(Object.keys(built.drawings))),
    ).toEqual([])
    const used = new Set(course.content.lessons.flatMap(({ text }) => namesIn(text)))
    expect(Object.keys(built.drawings).filter((name) => !used.has(name))).toEqual([])
    for (const drawing of Object.values(built.drawings)) {
      expect(() => checkDrawing(new TextEncoder().encode(drawing))).not.toThrow()
      expect(drawing.length).toBeLessThan(8000)
    }
    const keys = new Set([...course.bank, ...course.content.practice].map(({ key }) => key))
    expect(keys.size).toBe(course.bank.length + course.content.practice.length)
    // Every lesson is asked about.
    for (const { key } of course.content.lessons)
      expect(
        [...course.bank, ...course.content.practice].some(({ lesson }) => lesson === key),
      ).toBe(true)
  },
)
