import type { Weighted } from '../random.ts'

/** The groups that live in Hà Giang, by the names of the official list. */
export type EthnicGroup =
  | 'Mông'
  | 'Tày'
  | 'Dao'
  | 'Nùng'
  | 'Kinh'
  | 'Giáy'
  | 'La Chí'
  | 'Hoa'
  | 'Lô Lô'
  | 'Pà Thẻn'
  | 'Cơ Lao'
  | 'Bố Y'
  | 'Pu Péo'
  | 'Phù Lá'

/**
 * Who lives where, in hundredths, roughly as the census of 2019 has it. By the code of the district.
 */
export const groupsOfDistrict: Record<string, Weighted<EthnicGroup>> = {
  '024': [
    ['Kinh', 52],
    ['Tày', 28],
    ['Dao', 7],
    ['Mông', 4],
    ['Nùng', 4],
    ['Hoa', 3],
    ['Giáy', 2],
  ],
  '026': [
    ['Mông', 87],
    ['Tày', 3],
    ['Kinh', 3],
    ['Lô Lô', 2],
    ['Hoa', 2],
    ['Cơ Lao', 1],
    ['Giáy', 1],
    ['Pu Péo', 1],
  ],
  '027': [
    ['Mông', 77],
    ['Dao', 7],
    ['Tày', 5],
    ['Giáy', 4],
    ['Lô Lô', 2],
    ['Nùng', 2],
    ['Kinh', 2],
    ['Hoa', 1],
  ],
  '028': [
    ['Mông', 54],
    ['Dao', 15],
    ['Tày', 14],
    ['Nùng', 6],
    ['Giáy', 5],
    ['Kinh', 4],
    ['Hoa', 1],
    ['Pu Péo', 1],
  ],
  '029': [
    ['Mông', 59],
    ['Dao', 13],
    ['Tày', 8],
    ['Kinh', 7],
    ['Nùng', 6],
    ['Bố Y', 3],
    ['Giáy', 2],
    ['Hoa', 2],
  ],
  '030': [
    ['Tày', 37],
    ['Dao', 24],
    ['Mông', 17],
    ['Kinh', 14],
    ['Nùng', 5],
    ['Giáy', 2],
    ['Hoa', 1],
  ],
  '031': [
    ['Tày', 31],
    ['Dao', 31],
    ['Mông', 27],
    ['Kinh', 7],
    ['Nùng', 4],
  ],
  '032': [
    ['Nùng', 38],
    ['Dao', 21],
    ['Mông', 14],
    ['Tày', 12],
    ['La Chí', 11],
    ['Kinh', 3],
    ['Cơ Lao', 1],
  ],
  '033': [
    ['Nùng', 44],
    ['Mông', 22],
    ['Tày', 16],
    ['Dao', 8],
    ['La Chí', 6],
    ['Kinh', 3],
    ['Phù Lá', 1],
  ],
  '034': [
    ['Tày', 45],
    ['Kinh', 25],
    ['Dao', 15],
    ['Nùng', 7],
    ['Mông', 4],
    ['Pà Thẻn', 2],
    ['La Chí', 2],
  ],
  '035': [
    ['Tày', 43],
    ['Dao', 25],
    ['Kinh', 10],
    ['Mông', 7],
    ['Pà Thẻn', 6],
    ['La Chí', 5],
    ['Nùng', 4],
  ],
}

/** Inhabitants in thousands at the end of 2023, roughly: how much of everything a district gets. */
export const peopleOfDistrict: Record<string, number> = {
  '024': 59,
  '026': 84,
  '027': 89,
  '028': 100,
  '029': 55,
  '030': 115,
  '031': 57,
  '032': 69,
  '033': 70,
  '034': 122,
  '035': 65,
}
