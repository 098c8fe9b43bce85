/** What a province's youth union tells people; `{place}` is a commune. All of it invented. */
export const newsWords: readonly (readonly [title: string, summary: string, body: string])[] = [
  [
    'Thứ bảy này làm căn cước điện tử tại {place}',
    'Tổ công nghệ số cộng đồng giúp bà con kích hoạt định danh mức 2. Mang theo thẻ căn cước và điện thoại.',
    '## Ai nên đến\n- Người từ đủ 14 tuổi đã có thẻ căn cước\n- Người đã cài ứng dụng mà chưa kích hoạt được\n\n## Khi nào, ở đâu\nTừ 7 giờ 30 đến 16 giờ, nhà văn hoá trung tâm {place}. Không thu tiền.',
  ],
  [
    'Cảnh báo: giả danh cán bộ gọi điện xin mã OTP',
    'Không cán bộ nào gọi điện xin mã OTP hay yêu cầu chuyển tiền. Nhận cuộc gọi như vậy thì tắt máy và báo công an xã.',
    'Vừa qua ở {place} có người mất tiền sau khi đọc mã OTP qua điện thoại.\n\n**Ba điều cần nhớ**\n- Không đọc mã OTP cho bất kỳ ai\n- Không bấm vào liên kết lạ gửi qua tin nhắn\n- Nghi ngờ thì gọi 113 hoặc đến công an xã',
  ],
  [
    'Nộp hồ sơ trực tuyến không phải ra huyện',
    'Đăng ký khai sinh, xác nhận cư trú nộp được ngay tại xã. Thanh niên tình nguyện trực hằng tuần để giúp.',
    'Bà con {place} có thể nộp hồ sơ tại điểm hỗ trợ của Đoàn xã.\n\nMang theo giấy tờ gốc; tình nguyện viên giúp chụp, gửi và theo dõi kết quả.',
  ],
  [
    'Bán nông sản bằng mã QR: lớp học miễn phí',
    'Lớp hai buổi tối cho hộ bán chè, mật ong, gạo: nhận tiền bằng mã QR, chụp ảnh, đăng bán.',
    'Lớp mở tại nhà văn hoá {place}. Đoàn viên kèm từng hộ làm mã QR và đăng bán sản phẩm đầu tiên.',
  ],
  [
    'Tiêm vắc xin cho trẻ: nhớ mang sổ và mã định danh',
    'Trạm y tế tiêm nhắc cho trẻ dưới 5 tuổi. Đoàn viên giúp tra mã định danh của cháu nếu quên.',
    'Trạm y tế {place} tiêm từ thứ hai đến thứ tư. Nhà xa nhắn cho bí thư chi đoàn để được đưa đón.',
  ],
  [
    'Mưa lớn: không qua ngầm, suối khi nước lên',
    'Ba ngày tới mưa to. Nghe loa thôn, không qua ngầm; cần giúp gọi số trực của Đoàn xã.',
    'Đội xung kích {place} trực tại các ngầm. Nhà ở sườn dốc chuẩn bị đèn, thuốc, giấy tờ trong túi ni lông.',
  ],
]

/** Policies in plain words. The passage is a summary of the source, which is linked. */
export const policyWords = [
  {
    title: 'Tài khoản định danh điện tử: ai được cấp, dùng làm gì',
    summary:
      'Người từ đủ 14 tuổi có thẻ căn cước thì làm được mức 2; trẻ từ 6 đến dưới 14 tuổi làm khi gia đình cần.',
    body: 'Tài khoản này giống như thẻ căn cước trên điện thoại.\n\n- **Mức 1**: làm ở nhà bằng ứng dụng VNeID\n- **Mức 2**: phải đến công an để chụp ảnh, lấy vân tay; dùng được như thẻ khi làm thủ tục\n\nLàm tài khoản **không mất tiền**. Ai giữ mật khẩu người đó dùng, không nhờ người lạ làm hộ.',
    sourceName: 'Nghị định 69/2024/NĐ-CP về định danh và xác thực điện tử',
    sourceUrl: 'https://vanban.chinhphu.vn',
    sourceOn: '2024-06-25',
    sourceText:
      'Tóm lược: công dân Việt Nam từ đủ 14 tuổi trở lên đã được cấp thẻ căn cước công dân hoặc thẻ căn cước còn hiệu lực được cấp tài khoản định danh điện tử mức độ 01, mức độ 02; người từ đủ 06 tuổi đến dưới 14 tuổi được cấp khi có nhu cầu. Nghị định có hiệu lực từ ngày 01/7/2024.',
  },
  {
    title: 'Dữ liệu cá nhân: ai được hỏi, mình được từ chối gì',
    summary: 'Im lặng không phải là đồng ý. Được hỏi dữ liệu để làm gì, và được rút lại sự đồng ý.',
    body: 'Khi ai đó xin số điện thoại, ảnh thẻ hay số căn cước, bạn có quyền hỏi: **để làm gì, ai xem, giữ bao lâu**.\n\n- Không đồng ý thì không cần giải thích\n- Đã đồng ý vẫn rút lại được\n- Không gửi ảnh thẻ căn cước qua tin nhắn',
    sourceName: 'Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15',
    sourceUrl: 'https://vanban.chinhphu.vn',
    sourceOn: '2025-06-26',
    sourceText:
      'Tóm lược: việc xử lý dữ liệu cá nhân phải được chủ thể dữ liệu đồng ý, trên cơ sở tự nguyện và biết rõ mục đích; im lặng không được coi là đồng ý; chủ thể dữ liệu có quyền rút lại sự đồng ý. Luật có hiệu lực từ ngày 01/01/2026.',
  },
] as const

export const campaignWords = {
  name: 'Tháng an toàn số: không ai mất tiền oan',
  goal: 'Mỗi nhà biết ba dấu hiệu của một cuộc gọi lừa đảo. Đọc tin, trả lời ba câu hỏi, kể lại cho người nhà.',
}

export const quizWords = [
  {
    text: 'Có người tự xưng công an gọi điện xin mã OTP. Bạn làm gì?',
    options: ['Đọc mã cho nhanh', 'Tắt máy và báo công an xã', 'Hỏi lại rồi đọc mã'],
    right: 2,
    explanation: 'Không cán bộ nào xin mã OTP qua điện thoại.',
  },
  {
    text: 'Tin nhắn trúng thưởng kèm một liên kết lạ. Bạn làm gì?',
    options: ['Không bấm, xoá tin', 'Bấm xem thử', 'Gửi cho bạn bè'],
    right: 1,
    explanation: 'Liên kết lạ có thể lấy mật khẩu hoặc cài phần mềm xấu vào máy.',
  },
  {
    text: 'Lỡ chuyển tiền cho kẻ lừa đảo, việc đầu tiên là gì?',
    options: [
      'Chờ họ trả lại',
      'Gọi ngay ngân hàng để chặn, rồi báo công an',
      'Chuyển thêm để lấy lại',
    ],
    right: 2,
    explanation: 'Báo càng sớm càng có cơ hội chặn được tiền.',
  },
] as const
