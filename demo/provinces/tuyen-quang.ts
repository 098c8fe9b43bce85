import { provinceOffices, riverMarks, riverTrades } from '../words/offices.ts'
import type { ProvinceProfile } from './profile.ts'

/**
 * Tuyên Quang before the merger. Its districts, communes and days are real, its inhabitants and who
 * lives where roughly so; members, youths and labour force are invented (demo/README.md).
 */
export const tuyenQuang: ProvinceProfile = {
  code: '08',
  name: 'Tuyên Quang',
  number: 2,
  founded: '1992-01-01',
  // Resolution 27/NQ-CP of 2010.
  cityFounded: '2010-07-02',
  birthplace: '008',
  citizenNumbersFrom: 800_000,
  otherHomes: [
    ['002', 'Hà Giang'],
    ['001', 'Hà Nội'],
    ['026', 'Vĩnh Phúc'],
    ['025', 'Phú Thọ'],
    ['034', 'Thái Bình'],
    ['036', 'Nam Định'],
  ],
  villages: 1733,
  members: 36_254,
  youths: 186_400,
  population: 811_700,
  labourForce: 452_300,
  offices: [...provinceOffices, 'Trường Đại học Tân Trào', 'Trường Chính trị tỉnh'],
  trades: riverTrades,
  marks: riverMarks,
  fieldWork: {
    theme: 'Tuổi trẻ Tuyên Quang chung tay chuyển đổi số',
    firstSummer: 0.3,
    laterSummers: 0.2,
    goingOn: 0.2,
  },
  districts: {
    '070': {
      people: 130,
      seat: 'Minh Xuân',
      appShare: 0.85,
      groups: [
        ['Kinh', 74],
        ['Tày', 14],
        ['Sán Chay', 5],
        ['Dao', 4],
        ['Nùng', 2],
        ['Hoa', 1],
      ],
    },
    '071': {
      people: 43,
      seat: 'Lăng Can',
      appShare: 0.66,
      // Resolution 07/NQ-CP of 2011.
      founded: '2011-01-28',
      groups: [
        ['Tày', 61],
        ['Dao', 24],
        ['Mông', 8],
        ['Pà Thẻn', 3],
        ['Kinh', 3],
        ['Nùng', 1],
      ],
    },
    '072': {
      people: 46,
      seat: 'Na Hang',
      appShare: 0.68,
      groups: [
        ['Tày', 54],
        ['Dao', 29],
        ['Kinh', 9],
        ['Mông', 7],
        ['Hoa', 1],
      ],
    },
    '073': {
      people: 118,
      seat: 'Vĩnh Lộc',
      appShare: 0.71,
      groups: [
        ['Tày', 62],
        ['Kinh', 16],
        ['Dao', 14],
        ['Mông', 4],
        ['Nùng', 2],
        ['Hoa', 2],
      ],
    },
    '074': {
      people: 124,
      seat: 'Tân Yên',
      appShare: 0.74,
      groups: [
        ['Kinh', 38],
        ['Tày', 27],
        ['Dao', 23],
        ['Mông', 5],
        ['Sán Chay', 3],
        ['Nùng', 3],
        ['Pà Thẻn', 1],
      ],
    },
    '075': {
      people: 160,
      seat: 'Yên Sơn',
      appShare: 0.76,
      groups: [
        ['Kinh', 46],
        ['Tày', 22],
        ['Sán Chay', 14],
        ['Dao', 8],
        ['Mông', 5],
        ['Nùng', 5],
      ],
    },
    '076': {
      people: 191,
      seat: 'Sơn Dương',
      appShare: 0.77,
      groups: [
        ['Kinh', 49],
        ['Sán Chay', 16],
        ['Tày', 13],
        ['Dao', 8],
        ['Sán Dìu', 8],
        ['Nùng', 5],
        ['Hoa', 1],
      ],
    },
  },
}
