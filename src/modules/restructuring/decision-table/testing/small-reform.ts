import type { UnitOfTheDay } from '../unit-index.ts'

/**
 * A reform that never was, over a tree that never stood, with every kind of mess that real tables
 * have. Two provinces, three districts and a city become seventeen units.
 */
const provinces = { ls: 'Tỉnh đoàn Lam Sơn', bh: 'Tỉnh đoàn Bạch Hải' }
const districts = {
  lk: ['Huyện đoàn Lam Khê', 'ls'],
  vd: ['Huyện đoàn Vân Đài', 'ls'],
  tp: ['Thành đoàn Lam Sơn', 'ls'],
  ht: ['Huyện đoàn Hải Thượng', 'bh'],
} as const

const communes: Record<keyof typeof districts, readonly string[]> = {
  lk: [
    'Đoàn xã Hoà Lạc',
    'Đoàn xã Quý Sơn',
    'Đoàn xã Mỹ Lý',
    'Đoàn thị trấn Lam Khê',
    'Đoàn xã Nậm Cắn',
    'Đoàn xã Xà Lủng',
    'Đoàn xã Xín Tráng',
    'Đoàn xã Bản Đáy',
    'Đoàn xã Tân Thịnh',
    'Đoàn xã Cao Vân',
    'Đoàn xã Yên Thịnh',
    'Đoàn xã Bỏ Quên',
  ],
  vd: [
    'Đoàn thị trấn Nông Trường Vân Đài',
    'Đoàn xã Tân Thịnh',
    'Đoàn xã Khau Vạn',
    'Đoàn xã Đăk Sin',
    'Đoàn xã Pờ Ly',
    'Đoàn xã Lao Và Sán',
    'Đoàn xã Thượng Yên',
    'Đoàn xã Phó Cáo',
    'Đoàn xã Thanh Vân',
    'Đoàn xã Yên Lạc',
  ],
  tp: [
    'Đoàn phường Minh Đức',
    'Đoàn xã Minh Đức',
    'Đoàn phường Trần Lãm',
    'Đoàn phường Hồng Hà',
    'Đoàn xã Tràng An',
  ],
  ht: [
    'Đoàn xã Đông Hải',
    'Đoàn xã Tây Hải',
    'Đoàn xã Minh Hải',
    'Đoàn xã Yên Thịnh',
    'Đoàn xã Yên Lạc',
    'Đoàn xã Phú Long',
    'Đoàn xã Bạch Thạch',
  ],
}

const typeOf = (name: string): UnitOfTheDay['type'] =>
  name.includes('phường')
    ? 'ward_union'
    : name.includes('thị trấn')
      ? 'township_union'
      : 'commune_union'

/** The units of the day before; an id is the district's with the name: `lk Hoà Lạc`. */
export const smallUnits: readonly UnitOfTheDay[] = Object.entries(communes).flatMap(
  ([districtId, names]) => {
    const [districtName, provinceId] = districts[districtId as keyof typeof districts]
    return names.map(
      (name): UnitOfTheDay => ({
        id: `${districtId} ${name.replace('Đoàn ', '').replace(/^xã /, '')}`,
        name,
        type: typeOf(name),
        level: 'commune',
        districtId,
        districtName,
        provinceId,
        provinceName: provinces[provinceId],
      }),
    )
  },
)

/** The rows of the table: the new unit, the cell of its predecessors. */
export const smallTable: readonly (readonly [string, string])[] = [
  ['Xã Hòa Lạc', 'Xã Hòa Lạc, xã Quí Sơn, xã Mĩ Lí'],
  ['Xã Lam Khê', 'TT. Lam Khê, Nậm Cắn'],
  ['Xã Sà Lủng', 'các xã Sà Lủng, Xín Cháng và Bản Đáy'],
  ['Xã Tân Thịnh', 'Xã Tân Thịnh (huyện Lam Khê), Xã Cao Vân'],
  ['Xã Vân Đài', '1. Thị trấn Vân Đài\n2. Xã Tân Thịnh\n3. Xã Khâu Vạn'],
  ['Xã Đắk Sin', 'Xã Đắk Sin; Xã Pờ-Ly; Xã Lao Và Sán'],
  ['Phường Lam Sơn 1', 'Phường Minh Đức, phường Trần Lãm và một phần phường Hồng Hà'],
  ['Phường Lam Sơn 2', 'Xã Minh Đức, phần còn lại của phường Hồng Hà, xã Tràn An'],
  ['Xã Thượng Yên', 'giữ nguyên'],
  ['Xã Đông Hải', 'Xã Đông Hải, thị trấn Tây Hải, xã Hồng Phong'],
  ['Xã Phú Long', 'Không thực hiện sắp xếp'],
  ['Xã Phó Cáo', 'Xã Phó Cáo, xã Thành Vân, xã Minh Hài'],
  ['Xã Yên Lạc', 'Giữ nguyên'],
  ['Xã Minh Hải', 'Xã Minh Hải, xã Yên Thịnh'],
  ['Đặc khu Bạch Thạch', 'xa Bach Thach'],
  ['Xã Bỏ Trống', ''],
  ['Xã Hoà Lạc', 'Bản Đáy (một phần)'],
]

/**
 * What each name of the table means, row by row; null where the register has no such unit. Thành Vân
 * was founded after the register was written: nobody could know that it is not Thanh Vân.
 */
export const smallTruth: readonly (readonly (string | null)[])[] = [
  ['lk Hoà Lạc', 'lk Quý Sơn', 'lk Mỹ Lý'],
  ['lk thị trấn Lam Khê', 'lk Nậm Cắn'],
  ['lk Xà Lủng', 'lk Xín Tráng', 'lk Bản Đáy'],
  ['lk Tân Thịnh', 'lk Cao Vân'],
  ['vd thị trấn Nông Trường Vân Đài', 'vd Tân Thịnh', 'vd Khau Vạn'],
  ['vd Đăk Sin', 'vd Pờ Ly', 'vd Lao Và Sán'],
  ['tp phường Minh Đức', 'tp phường Trần Lãm', 'tp phường Hồng Hà'],
  ['tp Minh Đức', 'tp phường Hồng Hà', 'tp Tràng An'],
  ['vd Thượng Yên'],
  ['ht Đông Hải', 'ht Tây Hải', null],
  ['ht Phú Long'],
  ['vd Phó Cáo', null, null],
  ['vd Yên Lạc'],
  ['ht Minh Hải', 'ht Yên Thịnh'],
  ['ht Bạch Thạch'],
  [],
  ['lk Bản Đáy'],
]

/** The table as somebody pastes it from a sheet: a title, a header, numbers, a sum. */
export const smallTableText = [
  ['PHƯƠNG ÁN SẮP XẾP', '', '', ''],
  ['STT', 'Tên đơn vị hành chính mới', 'Các đơn vị sáp nhập', 'Diện tích (km2)'],
  ...smallTable.map(([name, cell], i) => [`${i + 1}`, name, quoted(cell), `${40 + i},5`]),
  ['', 'Tổng cộng', '', '824,5'],
]
  .map((cells) => cells.join('\t'))
  .join('\n')

function quoted(cell: string): string {
  return cell.includes('\n') ? `"${cell}"` : cell
}
