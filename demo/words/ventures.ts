import type { SupportKind, VentureField, VentureKind } from '#modules/ventures/index.ts'

/** What young people of a mountain province make and sell. All of it invented. */
export const ventureWords: readonly (readonly [
  field: VentureField,
  kinds: readonly VentureKind[],
  name: string,
  summary: string,
])[] = [
  [
    'crops',
    ['cooperative', 'household', 'startup_model'],
    'chè Shan tuyết',
    'Hái chè cây cổ thụ, sao bằng bếp củi, đóng gói có mã truy xuất từng hộ.',
  ],
  [
    'crops',
    ['household', 'cooperative'],
    'cam sành',
    'Trồng cam theo hướng an toàn, bán tại vườn và gửi xe về xuôi.',
  ],
  [
    'crops',
    ['household', 'cooperative', 'startup_model'],
    'rau trái vụ',
    'Trồng rau trong nhà lưới, giao cho trường học và nhà hàng trong huyện.',
  ],
  [
    'crops',
    ['household'],
    'hồng không hạt',
    'Trồng hồng không hạt, ngâm và bán theo thùng vào mùa thu.',
  ],
  [
    'livestock',
    ['household', 'cooperative', 'enterprise', 'startup_model'],
    'mật ong bạc hà',
    'Nuôi ong trên nương bạc hà, quay mật đúng độ, có kiểm nghiệm từng mẻ.',
  ],
  [
    'livestock',
    ['household', 'cooperative'],
    'lợn đen',
    'Nuôi lợn đen thả vườn, bán thịt tươi và lạp sườn hun khói.',
  ],
  [
    'livestock',
    ['household', 'startup_model'],
    'gà xương đen',
    'Nuôi gà xương đen bằng ngô nhà trồng, bán cho nhà hàng.',
  ],
  [
    'livestock',
    ['household', 'cooperative'],
    'bò vàng vùng cao',
    'Nuôi nhốt bò vàng, trồng cỏ voi, vỗ béo theo lứa.',
  ],
  [
    'medicinal_plants',
    ['cooperative', 'enterprise', 'startup_model'],
    'dược liệu dưới tán rừng',
    'Ươm và trồng sâm, đương quy, ấu tẩu dưới tán rừng cùng các hộ.',
  ],
  [
    'forestry',
    ['household', 'enterprise'],
    'vườn ươm cây giống',
    'Ươm keo, sa mộc, quế bán cho các hộ nhận rừng.',
  ],
  [
    'food_processing',
    ['household', 'cooperative', 'enterprise', 'startup_model'],
    'bánh tam giác mạch',
    'Làm bánh và bột tam giác mạch, bán cho khách du lịch.',
  ],
  [
    'food_processing',
    ['household', 'cooperative'],
    'thịt treo gác bếp',
    'Làm thịt treo, lạp sườn theo cách của người già trong bản.',
  ],
  [
    'food_processing',
    ['enterprise', 'cooperative'],
    'rượu ngô men lá',
    'Nấu rượu ngô bằng men lá, đóng chai có tem.',
  ],
  [
    'handicraft',
    ['household', 'cooperative', 'startup_model'],
    'dệt lanh thổ cẩm',
    'Dệt lanh, vẽ sáp ong, may túi và khăn theo đơn.',
  ],
  [
    'handicraft',
    ['household', 'enterprise'],
    'chạm bạc',
    'Làm vòng, xà tích bạc theo mẫu của dân tộc.',
  ],
  [
    'tourism',
    ['household', 'cooperative', 'enterprise', 'startup_model'],
    'nhà nghỉ cộng đồng',
    'Đón khách ngủ nhà sàn, nấu ăn, dẫn khách đi bộ quanh bản.',
  ],
  [
    'tourism',
    ['enterprise', 'startup_model', 'household'],
    'thuê xe máy và dẫn đường',
    'Cho thuê xe máy, có người địa phương dẫn đường.',
  ],
  [
    'trade',
    ['household', 'enterprise'],
    'cửa hàng vật tư nông nghiệp',
    'Bán giống, phân bón, tư vấn cho bà con trước vụ.',
  ],
  [
    'trade',
    ['household'],
    'tạp hoá',
    'Bán hàng thiết yếu trong thôn, nhận thanh toán không tiền mặt.',
  ],
  [
    'services',
    ['household', 'enterprise'],
    'sửa chữa xe máy',
    'Sửa xe tại nhà và cứu hộ trên đường đèo.',
  ],
  ['services', ['household'], 'may mặc', 'May quần áo dân tộc và đồng phục học sinh.'],
  [
    'construction',
    ['enterprise', 'household'],
    'cơ khí, cửa sắt',
    'Gia công cửa sắt, máy băm cỏ, máy tẽ ngô.',
  ],
  [
    'technology',
    ['enterprise', 'startup_model'],
    'dịch vụ số nông thôn',
    'Chụp ảnh sản phẩm, mở gian hàng trên mạng, dạy bà con bán hàng.',
  ],
]

export const titles: Record<VentureKind, string> = {
  enterprise: 'Công ty TNHH',
  cooperative: 'Hợp tác xã',
  household: 'Hộ kinh doanh',
  startup_model: 'Mô hình',
}

export const givers: readonly (readonly [
  what: SupportKind,
  by: string,
  cost: number,
  note: string,
])[] = [
  [
    'production',
    'Tỉnh đoàn phối hợp Sở Nông nghiệp',
    18_000_000,
    'Hướng dẫn kỹ thuật và cấp giống ban đầu.',
  ],
  ['sales', 'Tỉnh đoàn', 6_500_000, 'Gian hàng tại phiên chợ nông sản của thanh niên.'],
  ['management', 'Huyện đoàn', 3_000_000, 'Hướng dẫn ghi sổ thu chi, tính giá thành.'],
  [
    'digital',
    'Đội hình chuyển đổi số cộng đồng',
    2_000_000,
    'Mở gian hàng trên mạng, làm mã QR thanh toán.',
  ],
  ['training', 'Trung tâm hỗ trợ khởi nghiệp', 4_500_000, 'Lớp khởi sự kinh doanh ba ngày.'],
  [
    'capital',
    'Ngân hàng Chính sách xã hội uỷ thác qua Đoàn',
    50_000_000,
    'Vay vốn giải quyết việc làm.',
  ],
]

export const channels = [
  'Sàn thương mại điện tử',
  'Phiên chợ nông sản',
  'Nhóm khách quen trên mạng',
  'Cửa hàng đặc sản ở thành phố',
] as const

export const mentorWords: readonly (readonly [
  name: string,
  organisation: string,
  skills: readonly SupportKind[],
  fields: readonly VentureField[],
  hours: number,
])[] = [
  [
    'Lê Văn Quyết',
    'Hội Doanh nhân trẻ tỉnh',
    ['management', 'capital'],
    ['trade', 'services', 'construction'],
    6,
  ],
  [
    'Nguyễn Thị Lan',
    'Sở Công Thương',
    ['sales', 'digital'],
    ['food_processing', 'handicraft', 'crops'],
    8,
  ],
  [
    'Hoàng Văn Tuấn',
    'Trung tâm Khuyến nông',
    ['production', 'training'],
    ['crops', 'livestock', 'medicinal_plants'],
    12,
  ],
  [
    'Phàn Thị Mẩy',
    'Hợp tác xã du lịch cộng đồng',
    ['sales', 'training', 'management'],
    ['tourism', 'handicraft'],
    4,
  ],
]
