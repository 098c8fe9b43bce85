import type { BuiltInCourse } from '../course.ts'
import { arrow, card, cross, drawing, note, phone, tick } from '../drawing.ts'
import { lessons } from './lessons.ts'
import { bank, practice } from './questions.ts'

/** E-identification level 2, step by step: for villagers, and for those who help them. */
export const electronicIdentity: BuiltInCourse = {
  course: {
    format: 'xungkich-course-1',
    slug: 'dinh-danh-dien-tu-muc-do-2',
    title: 'Định danh điện tử mức độ 2, từng bước',
    summary:
      'Hiểu hai mức độ, chuẩn bị ở nhà, làm tại Công an xã, kích hoạt VNeID và dùng an toàn. Dành cho bà con và tình nguyện viên hướng dẫn.',
    language: 'vi',
    content: {
      lessons,
      practice,
      exam: { questions: 10, passPercent: 80, attempts: 3, days: 1 },
      task: {
        text: 'Hướng dẫn một người trong thôn kích hoạt hoặc dùng VNeID đúng cách. Viết vài câu: người đó gặp khó ở bước nào, bạn giúp ra sao, kết quả thế nào. Không ghi họ tên, số căn cước, mật khẩu; ảnh (nếu có) không chụp thẻ căn cước và màn hình có thông tin cá nhân.',
        needsPhoto: false,
      },
      certificate: { validMonths: 24 },
      sources: [
        'Nghị định 69/2024/NĐ-CP về định danh và xác thực điện tử, hiệu lực từ 01/7/2024 (thay Nghị định 59/2022/NĐ-CP).',
        'Luật Căn cước số 26/2023/QH15.',
        'Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15, hiệu lực từ 01/01/2026.',
      ],
    },
    bank,
  },
  drawings: {
    'hai-cach.svg': drawing(
      'Hai cách chứng minh mình là ai',
      card(40, 60, 'CĂN CƯỚC') +
        note(160, 98, '=', '#0a4fa6', 30) +
        phone(190, ['VNeID', 'Căn cước', 'điện tử']),
    ),
    'hai-muc.svg': drawing(
      'Mức 1 và mức 2',
      phone(30, ['Mức 1', 'tự đăng ký'], 90) +
        arrow(134, 90) +
        `<path d="M200 84 l46 -34 l46 34 v66 h-92 z" fill="#ffffff" stroke="#0a4fa6" stroke-width="2"/>${note(246, 106, 'Công an xã', '#0a4fa6', 12)}${note(246, 128, 'Mức 2', '#0a4fa6', 14)}`,
    ),
    'mang-theo.svg': drawing(
      'Mang theo ba thứ',
      card(16, 58, 'CĂN CƯỚC') +
        phone(122, ['Số máy', 'của mình'], 76) +
        card(208, 58, 'BHYT', '#15803d'),
    ),
    'nam-buoc.svg': drawing(
      'Năm bước',
      ['Đưa thẻ', 'Đọc số', 'Giấy tờ', 'Ảnh, vân tay', 'Xem lại']
        .map(
          (word, n) =>
            `<circle cx="${36 + n * 62}" cy="76" r="20" fill="#0a4fa6"/>${note(36 + n * 62, 82, String(n + 1), '#ffffff', 17)}${note(36 + n * 62, 116, word, '#1f2937', 10)}`,
        )
        .join(''),
    ),
    'kich-hoat.svg': drawing(
      'Kích hoạt',
      phone(16, ['Cài', 'VNeID'], 66) +
        phone(90, ['12 số', 'số máy'], 66) +
        phone(164, ['Mã OTP', '••••••'], 66) +
        phone(238, ['Mật khẩu', '••••••'], 66),
    ),
    'giu-ma.svg': drawing(
      'Giữ mã cho riêng mình',
      phone(36, ['Mã OTP', '••••••']) +
        tick(150, 60) +
        note(226, 65, 'Tự mình nhập', '#15803d') +
        cross(150, 112) +
        note(232, 117, 'Đọc cho người khác', '#b91c1c'),
    ),
  },
}
