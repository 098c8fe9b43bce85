import type { BuiltInCourse } from '../course.ts'
import { arrow, card, code, cross, drawing, note, phone, tick } from '../drawing.ts'
import { lessons } from './lessons.ts'
import { bank, practice } from './questions.ts'

const circle = (x: number, word: string, colour: string, sign: string) =>
  `<circle cx="${x}" cy="76" r="36" fill="${colour}"/>${note(x, 84, sign, '#ffffff', 26)}${note(x, 138, word)}`

/** Paying without cash, and not being cheated. */
export const cashlessAndSafe: BuiltInCourse = {
  course: {
    format: 'xungkich-course-1',
    slug: 'thanh-toan-an-toan',
    title: 'Thanh toán không dùng tiền mặt và phòng chống lừa đảo',
    summary:
      'Trả và nhận tiền bằng mã QR, giữ tài khoản an toàn, nhận ra chiêu lừa và biết làm gì ngay khi lỡ bị lừa. Dành cho bà con, hộ kinh doanh và tình nguyện viên.',
    language: 'vi',
    content: {
      lessons,
      practice,
      exam: { questions: 12, passPercent: 80, attempts: 3, days: 1 },
      task: {
        text: 'Kể cho ba người trong nhà hoặc trong thôn nghe ba dấu hiệu lừa đảo và ba bước tự vệ. Viết lại: bạn kể ở đâu, mọi người hỏi gì, bạn trả lời thế nào. Không ghi họ tên, số tài khoản của ai.',
        needsPhoto: false,
      },
      certificate: { validMonths: 12 },
      sources: [
        'Nghị định 52/2024/NĐ-CP về thanh toán không dùng tiền mặt, hiệu lực từ 01/7/2024.',
        'Thông tư 17/2024/TT-NHNN của Ngân hàng Nhà nước về mở và sử dụng tài khoản thanh toán.',
        'Luật Giao dịch điện tử số 20/2023/QH15; Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15.',
        'Đầu số 156 tiếp nhận phản ánh cuộc gọi, tin nhắn lừa đảo; 5656 tiếp nhận phản ánh tin nhắn rác.',
      ],
    },
    bank,
  },
  drawings: {
    'quet-ma.svg': drawing(
      'Quét mã trả tiền',
      phone(24, ['Quét mã']) +
        arrow(122, 90) +
        code(176, 60) +
        arrow(252, 90, 20) +
        note(294, 95, 'Tiền vào', '#15803d', 11),
    ),
    'ten-nguoi-nhan.svg': drawing(
      'Đọc tên người nhận',
      code(40, 60) + arrow(122, 90) + phone(184, ['Người nhận', 'đúng tên?', 'Số tiền?'], 104),
    ),
    'bon-thu.svg': drawing(
      'Bốn thứ không đưa ai',
      ['Mật khẩu', 'Mã PIN', 'Mã OTP', '3 số sau thẻ']
        .map(
          (word, n) =>
            `<rect x="${20 + (n % 2) * 112}" y="${28 + Math.floor(n / 2) * 66}" width="102" height="54" rx="8" fill="#ffffff" stroke="#b91c1c" stroke-width="2"/>${note(71 + (n % 2) * 112, 60 + Math.floor(n / 2) * 66, word)}`,
        )
        .join('') + cross(276, 88),
    ),
    'ba-dau-hieu.svg': drawing(
      'Ba dấu hiệu',
      circle(62, 'Doạ, dụ', '#b91c1c', '!') +
        circle(160, 'Giục làm ngay', '#b91c1c', '»') +
        circle(258, 'Đòi tiền, mã', '#b91c1c', '?'),
    ),
    'ba-buoc.svg': drawing(
      'Ba bước tự vệ',
      circle(62, 'Dừng', '#b91c1c', '1') +
        circle(160, 'Kiểm tra', '#b45309', '2') +
        circle(258, 'Hỏi', '#15803d', '3'),
    ),
    'lam-ngay.svg': drawing(
      'Làm ngay',
      card(20, 50, 'KHOÁ THẺ', '#b91c1c') +
        note(68, 134, 'Gọi ngân hàng') +
        phone(130, ['Giữ tin', 'nhắn'], 64) +
        tick(256, 76) +
        note(256, 112, 'Trình báo') +
        note(256, 130, 'Công an xã'),
    ),
  },
}
