import { choice, type Random, type Weighted } from '../random.ts'
import type { EthnicGroup } from './ethnic-groups.ts'

const list = (words: string) => words.split(' ')
const parts = (words: string) => words.split(', ')

interface Naming {
  family: Weighted<string>
  maleMiddle: readonly string[]
  femaleMiddle: readonly string[]
  maleGiven: readonly string[]
  femaleGiven: readonly string[]
}

const common = {
  maleMiddle: parts(
    'Văn, Văn, Văn, Đức, Minh, Quốc, Trung, Xuân, Thanh, Hữu, Công, Ngọc, Quang, Anh, Tuấn',
  ),
  femaleMiddle: parts(
    'Thị, Thị, Thị, Thị Thu, Thị Thúy, Thị Bích, Thị Hồng, Thu, Ngọc, Thị Kim, Thị Minh, Thị Lan, Bích, Thảo',
  ),
  maleGiven: list(
    'Tuấn Hùng Dũng Cường Huy Hoàng Long Nam Quân Đạt Thắng Tùng Trường Thành Hải Sơn Lâm Kiên Khánh Đức Duy Hiếu Nghĩa Phong Phúc Toàn Trọng Vinh Việt Vũ Chiến Công Du Hậu Hòa Khoa Linh Luân Mạnh Nguyên Quyết Tài Tân Thái Thuận Tiến Tú Anh Bắc Bình Đăng Điệp Hiệp Hưng Lực Nhất Ước',
  ),
  femaleGiven: list(
    'Lan Hương Hoa Huệ Hằng Hạnh Hiền Hồng Huyền Linh Loan Ly Mai My Nga Ngân Ngọc Nguyệt Nhung Oanh Phương Quyên Quỳnh Tâm Thảo Thu Thủy Thúy Thương Trang Trinh Tuyết Vân Yến Xuân Ánh Bích Chi Chuyên Diệp Dung Duyên Giang Hà Hậu Kiều Liên Lệ Mơ Nhàn Sen Thắm Đào Én',
  ),
}

const weighted = (words: string): Weighted<string> =>
  words.split(' ').map((word) => {
    const [name, weight] = word.split(':')
    return [name!, Number(weight ?? 2)] as const
  })

const namings: Record<EthnicGroup, Naming> = {
  Mông: {
    family: weighted(
      'Vàng:14 Giàng:14 Sùng:12 Thào:8 Lầu:6 Ly:6 Mua:5 Hầu:4 Thò:5 Già:4 Cháng:4 Vừ:5 Sính:3 Ho:2 Lù:2 Tráng:3 Hạng:3 Dinh:2 Chá:2 Cứ:2 Ma:2 Hờ:2 Sình:1',
    ),
    maleMiddle: parts('Mí, Mí, Mí, Mí, A, A, Văn, Seo, Chứ, Minh'),
    femaleMiddle: parts('Thị, Thị, Thị, Thị, Thị Mai'),
    maleGiven: list(
      'Sình Pó Chá Dình Già Lúa Mua Nô Say Sính Sử Tủa Và Vừ Xá Chơ Cáy Lử Nhù Páo Phứ Thề Pha Hồng Dũng Hùng Minh Thành Lềnh Chứ Pò Ly Súng Tỏa Dia Giống Vàng Lình Sùng Chính Thắng Pháy Sáu Tính Cho Sài',
    ),
    femaleGiven: list(
      'Mỷ Mái Dí Chở Dợ Máy Say Sua Pà Va Vá Xúa Cho Lía Mai Chia Dua Ca Mo Pàng Lan Hoa Xuân Hương Kía Súa Nu Gầu Giống Xính May Dính Sính Dung Thương Phương Chúa Lử Pày Chứ',
    ),
  },
  Tày: {
    ...common,
    family: weighted(
      'Nông:12 Hoàng:16 Nguyễn:20 Ma:8 Lộc:4 Hà:5 Lương:3 Vi:3 La:3 Đàm:2 Mai:3 Lý:4 Bế:1 Phan:2 Hứa:2 Chúng:1 Tô:1 Trương:2',
    ),
  },
  Dao: {
    family: weighted('Triệu:16 Phàn:14 Đặng:13 Bàn:14 Lý:12 Tẩn:7 Chảo:5 Phùng:6 Dương:4 Lò:3'),
    maleMiddle: parts('Văn, Văn, Chòi, Dào, Tờ, Sành, Tà, Vần, Kiềm, Tiến, Láo, Chàn, Mềnh, Quang'),
    femaleMiddle: parts('Thị, Thị, Mùi, Mùi, Mẩy, Thị Thu'),
    maleGiven: list(
      'Phú Kinh Hín Dất Dèn Chiêu Quyên Sếnh Tiến Thành Vạng Nái Chìu Dào Sơn Vượng Hòa Quang Phây Chài Sành Hưng Cường Toàn Thanh Phong Thắng Chiến',
    ),
    femaleGiven: list(
      'Pham Khé Nảy Mẩy Ghến Viện Liều Chài Nhậy Sao Phương Hương Say Phẩy Lai Hoa Viên Thủy Liên Dung Hạnh Líu',
    ),
  },
  Nùng: {
    family: weighted(
      'Lù:12 Nùng:9 Vàng:12 Thèn:9 Hoàng:12 Vương:8 Lèng:5 Tải:5 Xin:5 Sin:4 Cháng:4 Lục:4 Nông:4 Tráng:3 Ly:3 Chương:2 Seng:1',
    ),
    maleMiddle: parts('Văn, Văn, Văn, Seo, Ngọc, Đức, Quang, Chẩn, Xuân, Minh'),
    femaleMiddle: common.femaleMiddle,
    maleGiven: list(
      'Vinh Hòa Tuấn Thành Sơn Thắng Phà Dìn Chung Hùng Duy Chấn Dũng Quân Cường Hải Vượng Sinh Nam Hưng Lìn Sèng Phong Tân Trường Đức Chiến Phủ',
    ),
    femaleGiven: common.femaleGiven,
  },
  Kinh: {
    ...common,
    family: weighted(
      'Nguyễn:34 Trần:11 Phạm:9 Lê:8 Vũ:6 Bùi:4 Đỗ:4 Hoàng:4 Đặng:3 Ngô:3 Dương:2 Phan:2 Đinh:2 Trịnh:2 Mai:1 Cao:1 Đoàn:1 Lương:1 Tạ:1 Hà:1',
    ),
  },
  Giáy: { ...common, family: weighted('Vàng:10 Lù:8 Lý:6 Hoàng:6 Nông:5 Viên:4 Sần:3 Phan:3') },
  'La Chí': { ...common, family: weighted('Vương:8 Long:7 Lùng:6 Vàng:6 Lý:5 Tận:4 Hoàng:2') },
  Hoa: { ...common, family: weighted('Trương:5 Hoàng:5 Lý:4 Chu:3 Vương:3 Đàm:2 Tạ:1') },
  'Lô Lô': {
    ...common,
    family: weighted('Lò:7 Lãng:5 Lùng:4 Dìu:4 Sìn:3 Mùng:3 Làn:3 Vàng:3'),
    maleMiddle: parts('Dỉ, Sì, Văn, Si, Giá'),
    femaleMiddle: parts('Thị, Thị, Sì'),
    maleGiven: list('Pao Páo Cháng Gai Chủ Sấn Quang Thắng Thông Phong Dũng Chiến Vản'),
    femaleGiven: list('Gấm Xanh Mai Chiên Phương Hoa Thu Sùng Đín Hương'),
  },
  'Pà Thẻn': { ...common, family: weighted('Sìn:6 Làn:6 Phù:6 Tẩn:4 Hủng:5 Ván:3 Tải:3') },
  'Cơ Lao': { ...common, family: weighted('Min:7 Cáo:5 Sú:4 Vần:4 Chảo:3') },
  'Bố Y': { ...common, family: weighted('Lồ:5 Ngũ:5 Dương:4 Phan:4 Lù:2') },
  'Pu Péo': { ...common, family: weighted('Củng:6 Tráng:5 Phù:4 Chúng:3') },
  'Phù Lá': { ...common, family: weighted('Vàng:5 Lồ:4 Giàng:3 Sùng:2') },
  'Sán Chay': {
    ...common,
    family: weighted('Hoàng:8 Trần:8 Lâm:6 Ninh:6 Lý:5 Nịnh:4 Tống:4 Sầm:3 La:3 Tiêu:2'),
  },
  'Sán Dìu': {
    ...common,
    family: weighted('Ôn:6 Trương:6 Lưu:5 Lê:4 Đỗ:4 Diệp:4 Từ:3 Lục:3 Ninh:2'),
  },
}

const families = Object.fromEntries(
  Object.entries(namings).map(([group, naming]) => [group, choice(naming.family)]),
) as Record<EthnicGroup, (random: Random) => string>

/** A full name as people of a group bear it: family name first, given name last. */
export function personName(random: Random, group: EthnicGroup, sex: 'male' | 'female'): string {
  const naming = namings[group]
  const family = families[group](random)
  const middle = random.pick(sex === 'male' ? naming.maleMiddle : naming.femaleMiddle)
  for (;;) {
    const given = random.pick(sex === 'male' ? naming.maleGiven : naming.femaleGiven)
    if (given !== family && !middle.endsWith(given)) return `${family} ${middle} ${given}`
  }
}
