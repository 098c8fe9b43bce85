/** Bodies in the seat of every district that have a branch of young people. */
export const districtOffices = [
  'Khối Đảng - Đoàn thể huyện',
  'Văn phòng HĐND và UBND huyện',
  'Công an huyện',
  'Ban Chỉ huy Quân sự huyện',
  'Bệnh viện Đa khoa khu vực',
  'Trung tâm Y tế huyện',
  'Viện Kiểm sát nhân dân huyện',
  'Toà án nhân dân huyện',
  'Kho bạc Nhà nước huyện',
  'Phòng Giao dịch Ngân hàng Chính sách xã hội',
  'Điện lực huyện',
  'Hạt Kiểm lâm huyện',
]

/** Bodies of the province; their branches stand in the wards of the city. */
export const provinceOffices = [
  'Văn phòng UBND tỉnh',
  'Sở Nội vụ',
  'Sở Tài chính',
  'Sở Kế hoạch và Đầu tư',
  'Sở Thông tin và Truyền thông',
  'Sở Giáo dục và Đào tạo',
  'Sở Y tế',
  'Sở Tư pháp',
  'Sở Nông nghiệp và Phát triển nông thôn',
  'Sở Tài nguyên và Môi trường',
  'Sở Giao thông vận tải',
  'Sở Xây dựng',
  'Sở Công Thương',
  'Sở Văn hoá, Thể thao và Du lịch',
  'Sở Lao động - Thương binh và Xã hội',
  'Cục Thuế tỉnh',
  'Cục Thống kê tỉnh',
  'Bưu điện tỉnh',
  'Bệnh viện Đa khoa tỉnh',
  'Trung tâm Phục vụ hành chính công tỉnh',
  'Đài Phát thanh - Truyền hình tỉnh',
  'Báo điện tử tỉnh',
  'Trường Cao đẳng Kỹ thuật và Công nghệ',
  'Trường Chính trị tỉnh',
]

/** What invented enterprises deal in, and what they are called after. */
export const trades = [
  'Chè Shan tuyết',
  'Cam sành',
  'Mật ong bạc hà',
  'Dệt lanh',
  'Du lịch cộng đồng',
  'Vận tải',
  'Xây dựng',
  'Thuỷ điện',
  'Dược liệu',
  'Nông sản sạch',
  'Chế biến gỗ',
  'Viễn thông',
  'May mặc',
  'Khoáng sản',
]
export const marks = ['Cao Nguyên', 'Hoàng Gia', 'Tây Côn Lĩnh', 'Sông Lô', 'Hoa Đá', 'Biên Cương', 'Thành Đạt', 'Phương Bắc', 'Núi Đôi', 'Minh Sơn', 'An Phát', 'Đại Ngàn']
