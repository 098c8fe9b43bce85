import { PDF, PdfArray, PdfDict, PdfName, type PdfObject, PdfRef, PdfStream } from '@libpdf/core'

/**
 * Whether a later revision of a PDF adds nothing to an earlier one but signature fields: every object that
 * was there is there unchanged, apart from where a field must be listed. Guards against updates that
 * replace or cover what was signed.
 */
export async function isOnlySigned(earlier: Uint8Array, later: Uint8Array): Promise<boolean> {
  try {
    return compare(await PDF.load(earlier), await PDF.load(later))
  } catch {
    return false
  }
}

/** More objects than any paper has; a file beyond it is not compared and counts as changed. */
const mostObjects = 50_000

function compare(before: PDF, after: PDF): boolean {
  if (before.getPageCount() !== after.getPageCount()) return false
  return new Comparison(before, after).same(before.getCatalog(), after.getCatalog(), 'catalog')
}

/** Walks both revisions from their catalogs side by side. */
class Comparison {
  private readonly seen = new Set<string>()
  private readonly before: PDF
  private readonly after: PDF

  constructor(before: PDF, after: PDF) {
    this.before = before
    this.after = after
  }

  same(a: unknown, b: unknown, role: Role): boolean {
    if (a instanceof PdfRef && b instanceof PdfRef) {
      if (keyOf(a) !== keyOf(b)) return false
      if (this.seen.has(keyOf(a))) return true
      if (this.seen.size > mostObjects) return false
      this.seen.add(keyOf(a))
    }
    const left = a instanceof PdfRef ? this.before.getObject(a) : (a as PdfObject | null)
    const right = b instanceof PdfRef ? this.after.getObject(b) : (b as PdfObject | null)
    if (!left || !right) return !left && !right
    return left.type === right.type && this.sameObject(left, right, role)
  }

  private sameObject(left: PdfObject, right: PdfObject, role: Role): boolean {
    if (left instanceof PdfStream && right instanceof PdfStream)
      return Buffer.from(left.data).equals(right.data) && this.sameDict(left, right, 'other')
    if (left instanceof PdfDict && right instanceof PdfDict) return this.sameDict(left, right, role)
    if (left instanceof PdfArray && right instanceof PdfArray)
      return this.sameArray(left, right, role)
    return plain(left) === plain(right)
  }

  private sameDict(left: PdfDict, right: PdfDict, role: Role): boolean {
    const kind = role === 'other' ? roleOf(left) : role
    const names = new Set([...keysOf(left), ...keysOf(right)])
    return [...names].every((name) => this.sameEntry(left.get(name), right.get(name), kind, name))
  }

  private sameEntry(a: unknown, b: unknown, role: Role, name: string): boolean {
    if (a === undefined && mayAppear(role, name)) return name !== 'Annots' || this.onlyFields(b)
    if (name === 'SigFlags' && role === 'form') return true
    return this.same(a, b, roleBelow(role, name))
  }

  private sameArray(left: PdfArray, right: PdfArray, role: Role): boolean {
    const mayGrow = role === 'annots' || role === 'fields'
    if (mayGrow ? right.length < left.length : right.length !== left.length) return false
    for (let i = 0; i < left.length; i++)
      if (!this.same(left.at(i), right.at(i), 'other')) return false
    return this.onlyFields(right, left.length)
  }

  private onlyFields(value: unknown, from = 0): boolean {
    const array = value instanceof PdfRef ? this.after.getObject(value) : value
    if (!(array instanceof PdfArray)) return false
    for (let i = from; i < array.length; i++) if (!this.isField(array.at(i))) return false
    return true
  }

  /** A signature's field, which shows its picture within its own rectangle. */
  private isField(value: unknown): boolean {
    const dict = value instanceof PdfRef ? this.after.getObject(value) : value
    return dict instanceof PdfDict && nameOf(dict, 'FT') === 'Sig'
  }
}

type Role = 'catalog' | 'page' | 'form' | 'annots' | 'fields' | 'other'

const roleOf = (dict: PdfDict): Role => (nameOf(dict, 'Type') === 'Page' ? 'page' : 'other')

function roleBelow(role: Role, name: string): Role {
  if (role === 'catalog' && name === 'AcroForm') return 'form'
  if (role === 'form' && name === 'Fields') return 'fields'
  if (role === 'page' && name === 'Annots') return 'annots'
  return 'other'
}

const mayAppear = (role: Role, name: string): boolean =>
  (role === 'catalog' && (name === 'AcroForm' || name === 'DSS')) ||
  (role === 'page' && name === 'Annots') ||
  (role === 'form' && (name === 'SigFlags' || name === 'Fields'))

const keyOf = (ref: PdfRef) => `${ref.objectNumber} ${ref.generation}`

const keysOf = (dict: PdfDict): string[] =>
  [...dict.keys()].map((key) => (typeof key === 'string' ? key : (key as PdfName).value))

const nameOf = (dict: PdfDict, key: string) => {
  const value = dict.get(key)
  return value instanceof PdfName ? value.value : undefined
}

const plain = (value: PdfObject): string =>
  JSON.stringify(value, (_key, part) =>
    part instanceof Uint8Array ? Buffer.from(part).toString('hex') : part,
  )
