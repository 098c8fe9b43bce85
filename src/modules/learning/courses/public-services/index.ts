import type { BuiltInCourse } from '../course.ts'
import { arrow, cross, drawing, note, phone, tick } from '../drawing.ts'
import { lessons } from './lessons.ts'
import { bank, practice } from './questions.ts'

const paper = (x: number, y: number, w = 62, h = 82) =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="#ffffff" stroke="#1f2937" stroke-width="2"/>${[16, 30, 44, 58].map((dy) => `<rect x="${x + 8}" y="${y + dy}" width="${w - 16}" height="4" fill="#9ca3af"/>`).join('')}`
const office = (x: number, word: string) =>
  `<path d="M${x} 84 l42 -32 l42 32 v62 h-84 z" fill="#ffffff" stroke="#0a4fa6" stroke-width="2"/>${note(x + 42, 112, word, '#0a4fa6', 11)}`

/** Online public services: finding, preparing, handing in, following. */
export const publicServices: BuiltInCourse = {
  course: {
    format: 'xungkich-course-1',
    slug: 'dich-vu-cong-truc-tuyen',
    title: 'Nộp hồ sơ dịch vụ công trực tuyến',
    summary:
      'Đăng nhập bằng VNeID, tìm đúng thủ tục, chụp giấy tờ cho rõ, nộp, trả phí và theo dõi hồ sơ. Dành cho bà con và tổ công nghệ số cộng đồng.',
    language: 'vi',
    content: {
      lessons,
      practice,
      exam: { questions: 10, passPercent: 80, attempts: 3, days: 1 },
      task: {
        text: 'Cùng một người trong thôn tra cứu một thủ tục họ cần trên Cổng Dịch vụ công quốc gia. Viết: tên thủ tục, thuộc loại toàn trình hay một phần, gồm giấy tờ gì, nơi nhận ở đâu. Không ghi họ tên và số căn cước của người đó.',
        needsPhoto: false,
      },
      certificate: { validMonths: 24 },
      sources: [
        'Nghị định 69/2024/NĐ-CP: dùng tài khoản định danh điện tử để làm thủ tục hành chính trên môi trường điện tử.',
        'Nghị định 61/2018/NĐ-CP và các văn bản sửa đổi, thay thế (Nghị định 118/2025/NĐ-CP) về cơ chế một cửa, Cổng Dịch vụ công quốc gia.',
        'Cổng Dịch vụ công quốc gia, dichvucong.gov.vn: thành phần hồ sơ, phí, thời hạn của từng thủ tục.',
      ],
    },
    bank,
  },
  drawings: {
    'duong-di.svg': drawing(
      'Đường đi của hồ sơ',
      phone(20, ['Hồ sơ'], 70) +
        arrow(104, 90) +
        office(150, 'Nơi nhận') +
        arrow(244, 90, 24) +
        paper(276, 56, 36, 66),
    ),
    'dia-chi.svg': drawing(
      'Nhìn kỹ đuôi địa chỉ',
      `<rect x="24" y="36" width="272" height="42" rx="8" fill="#ffffff" stroke="#15803d" stroke-width="2"/>${note(146, 62, 'dichvucong.gov.vn')}${tick(272, 57)}<rect x="24" y="100" width="272" height="42" rx="8" fill="#ffffff" stroke="#b91c1c" stroke-width="2"/>${note(146, 126, 'dichvucong-gov.com')}${cross(272, 121)}`,
    ),
    'bon-phan.svg': drawing(
      'Bốn phần cần đọc',
      ['Hồ sơ gồm gì', 'Thời hạn', 'Phí, lệ phí', 'Nơi nhận']
        .map(
          (word, n) =>
            `<rect x="${16 + (n % 2) * 148}" y="${26 + Math.floor(n / 2) * 70}" width="140" height="58" rx="8" fill="#ffffff" stroke="#0a4fa6" stroke-width="2"/>${note(86 + (n % 2) * 148, 60 + Math.floor(n / 2) * 70, word)}`,
        )
        .join(''),
    ),
    'chup-giay.svg': drawing(
      'Chụp giấy tờ',
      paper(60, 36) +
        tick(92, 144) +
        `<g transform="rotate(18 230 80)">${paper(206, 30, 54, 74)}</g>` +
        cross(230, 144),
    ),
    'ma-ho-so.svg': drawing(
      'Mã hồ sơ',
      paper(40, 40, 80, 96) +
        note(80, 156, 'Hồ sơ đã gửi', '#1f2937', 11) +
        arrow(136, 88) +
        `<rect x="184" y="64" width="116" height="48" rx="8" fill="#ffffff" stroke="#0a4fa6" stroke-width="2"/>${note(242, 84, 'Mã hồ sơ', '#0a4fa6', 12)}${note(242, 102, 'ghi lại, giữ kỹ', '#1f2937', 11)}`,
    ),
    'hoi-ai.svg': drawing(
      'Hỏi ai',
      office(14, 'Ở thôn') + office(118, 'Ở xã') + phone(226, ['Tổng đài'], 76),
    ),
  },
}
