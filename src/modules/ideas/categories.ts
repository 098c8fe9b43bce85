/**
 * The categories of the national idea bank (ytuongsangtao.net), under the names that it gives them: an
 * idea that goes there must stand under one of these.
 */
export const categories = {
  food: 'Ẩm thực',
  administrative_reform: 'Cải cách hành chính',
  staff_quality: 'Chất lượng CB-CNVC',
  engineering: 'Công nghệ kỹ thuật',
  it: 'CNTT',
  outreach: 'Công tác tuyên truyền',
  tourism: 'Du lịch – giải trí',
  electronics: 'Điện – điện tử',
  education: 'Giáo dục – Đào tạo',
  transport: 'Giao thông',
  administrative_modernisation: 'Hiện đại hóa hành chính',
  public_service_units: 'Đơn vị sự nghiệp',
  business: 'Kinh doanh',
  environment: 'Môi trường',
  farming: 'Nông – Lâm – Ngư',
  advertising: 'Quảng cáo',
  events: 'Sự kiện',
  public_finance: 'Tài chính công',
  procedures: 'Thể chế & TTHC',
  fashion: 'Thời trang',
  crafts: 'Thủ công mỹ nghệ',
  saving: 'Tiết kiệm',
  it_applications: 'Ứng dụng CNTT',
  culture: 'Văn hóa',
  telecommunications: 'Viễn thông',
  society: 'Xã hội',
  health: 'Y tế',
  other: 'Khác',
} as const

export type Category = keyof typeof categories
export const categoryCodes = Object.keys(categories) as [Category, ...Category[]]
/** The name in the national bank; a code that is no category any more is shown as it is. */
export const categoryName = (code: string): string =>
  Object.hasOwn(categories, code) ? categories[code as Category] : code
