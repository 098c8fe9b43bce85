import type { Random } from '../random.ts'
import type { EthnicGroup } from './ethnic-groups.ts'

const list = (words: string) => words.split(' ')

// Syllables of which the villages of the land are called; what chance makes of them is invented.
const syllables = {
  mong: [
    list(
      'Séo Sủng Lũng Há Tìa Mà Sà Phìn Chúng Sảng Khó Pó Pả Sính Xà Thèn Cá Chín Lao Dì Tả Nhìu Quán Vần Pải Súng Ngài Đề',
    ),
    list(
      'Lủng Cáng Súng Thàng Lùng Phìn Ván Pả Chải Tỷ Sinh Chúa Tủng Sán Hồ Phàng Lầu Và Đề Cua Súa Chơ Đía Lý Cờ Mỷ Dào Sảng Vài',
    ),
  ],
  tay: [
    list('Nà Bản Khuổi Pác Cốc Nặm Lùng Phiêng Tổng Thôm Kéo Khau Bó Chang'),
    list(
      'Thuông Lạn Nấng Mìa Ngoan Tùy Tha Chang Lương Luông Phung Vàng Pù Đồn Tèn Mạ Ngọa Sáng Loan Trà Lỳ Khun Mòn Pâng Dìn Cào Ràng Vải Cưởm Nưa Tấn Khoang Lắp',
    ),
  ],
  dao: [
    list('Nậm Tả Hồ Lùng Khuổi Ngàm Vằng Thanh Sơn Làng Phìn'),
    list(
      'Đăm Piên Thầu Càng Hốc Soọc An Khang Ngầm Tậu Lầu Vạc Chàng Choong Lìn Khòa Hán Cáo Lý Sán',
    ),
  ],
  kinh: [
    list('Minh Tân Quyết Thống Đồng Hòa Thắng Việt An Phú Thành Kim Vĩnh Hợp Trung Nghĩa'),
    list('Tiến Thành Thắng Lập Sơn An Hùng Tâm Bình Thịnh Công Phúc Long Hòa Khang Lợi'),
  ],
} as const

const speech: Record<EthnicGroup, keyof typeof syllables> = {
  Mông: 'mong',
  'Lô Lô': 'mong',
  'Cơ Lao': 'mong',
  'Pu Péo': 'mong',
  Tày: 'tay',
  Nùng: 'tay',
  Giáy: 'tay',
  'Bố Y': 'tay',
  'La Chí': 'dao',
  Dao: 'dao',
  'Pà Thẻn': 'dao',
  'Phù Lá': 'dao',
  Kinh: 'kinh',
  Hoa: 'kinh',
  'Sán Chay': 'tay',
  'Sán Dìu': 'kinh',
}

/** The name of a village where mostly one group lives, other than those that are `taken`. */
export function villageName(random: Random, group: EthnicGroup, taken: Set<string>): string {
  const [first, second] = syllables[speech[group]]
  for (;;) {
    const [one, two] = [random.pick(first), random.pick(second)]
    const name = `${one} ${two}`
    if (one === two || taken.has(name)) continue
    taken.add(name)
    return name
  }
}
