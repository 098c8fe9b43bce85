import type { Guide } from './guide.ts'

const signIn = {
  vi: 'Đăng nhập Cổng Dịch vụ công quốc gia bằng tài khoản VNeID mức 2.',
  en: 'Sign in to the national public service portal with a level 2 VNeID account.',
}

export const livingGuides: readonly Guide[] = [
  {
    procedure: 'health_insurance',
    where: {
      vi: 'Bảo hiểm xã hội; nộp được trên Cổng, tại bưu điện hoặc điểm thu của xã',
      en: 'Social insurance; through the portal, at the post office or the commune’s collection point',
    },
    steps: [
      {
        vi: 'Hỏi xã trước: hộ nghèo, cận nghèo, dân tộc thiểu số ở vùng khó khăn được Nhà nước mua hoặc hỗ trợ.',
        en: 'Ask the commune first: for poor and near-poor households and ethnic minorities in difficult areas the state pays or helps.',
      },
      signIn,
      {
        vi: 'Chọn Đăng ký, đóng bảo hiểm y tế hộ gia đình; chọn nơi khám ban đầu, đóng tiền 3, 6 hoặc 12 tháng.',
        en: 'Choose household health insurance, where you are first treated, and pay for 3, 6 or 12 months.',
      },
      {
        vi: 'Dùng thẻ trên VNeID hoặc VssID; không cần thẻ giấy.',
        en: 'Use the card in VNeID or VssID; no paper card is needed.',
      },
    ],
    papers: [
      {
        vi: 'Căn cước hoặc mã số bảo hiểm xã hội của từng người',
        en: 'Identity card or social insurance number of each person',
      },
    ],
    fee: {
      vi: 'Mỗi tháng 4,5% lương cơ sở cho người thứ nhất; người thứ hai 70%, thứ ba 60%, thứ tư 50%, từ thứ năm 40% mức đó',
      en: 'A month 4.5% of the base salary for the first person; 70% of that for the second, 60% for the third, 50% for the fourth, 40% from the fifth on',
    },
    time: {
      vi: 'Thẻ có trong 5 ngày làm việc; người mới tham gia được hưởng sau 30 ngày',
      en: 'The card comes within 5 working days; for newcomers it holds after 30 days',
    },
    rule: 'Luật Bảo hiểm y tế; Nghị định 188/2025/NĐ-CP',
  },
  {
    procedure: 'unemployment_benefit',
    where: { vi: 'Trung tâm Dịch vụ việc làm', en: 'The employment service centre' },
    steps: [
      {
        vi: 'Phải nộp trong 3 tháng kể từ ngày chấm dứt hợp đồng. Quá hạn là mất quyền hưởng lần này.',
        en: 'Must be sent within 3 months of the end of the contract. Later, this time’s right is lost.',
      },
      signIn,
      {
        vi: 'Chụp quyết định thôi việc hoặc hợp đồng đã hết hạn, điền đề nghị, số tài khoản ngân hàng.',
        en: 'Photograph the notice or the ended contract, fill in the request and your bank account.',
      },
      {
        vi: 'Mỗi tháng thông báo việc tìm việc làm, nếu không sẽ bị tạm dừng.',
        en: 'Report every month that you look for work, or it is suspended.',
      },
    ],
    papers: [
      {
        vi: 'Quyết định thôi việc, hợp đồng hết hạn hoặc giấy tương đương',
        en: 'Notice of dismissal, ended contract, or the like',
      },
      { vi: 'Sổ bảo hiểm xã hội đã chốt', en: 'The closed social insurance record' },
    ],
    fee: { vi: 'Không mất lệ phí', en: 'Nothing' },
    time: { vi: 'Quyết định trong 20 ngày', en: 'Decided within 20 days' },
    rule: 'Luật Việc làm',
  },
  {
    procedure: 'household_business',
    nationalCode: '1.001612',
    where: {
      vi: 'UBND xã, phường nơi kinh doanh',
      en: 'The People’s Committee of the commune where the business is',
    },
    steps: [
      signIn,
      {
        vi: 'Chọn tên hộ, ngành nghề (homestay: dịch vụ lưu trú ngắn ngày), địa điểm, vốn.',
        en: 'Choose a name, trade (a homestay: short-stay lodging), place and capital.',
      },
      {
        vi: 'Đăng ký mã số thuế cùng lúc, không phải làm hồ sơ thuế riêng.',
        en: 'The tax number is registered at the same time.',
      },
      {
        vi: 'Homestay, quán ăn: hỏi thêm về an ninh trật tự, phòng cháy, an toàn thực phẩm trước khi mở.',
        en: 'Homestays and eating places also ask about public order, fire safety and food safety before they open.',
      },
    ],
    papers: [
      {
        vi: 'Giấy đề nghị đăng ký hộ kinh doanh (điền trên Cổng)',
        en: 'Application (filled in on the portal)',
      },
      {
        vi: 'Căn cước của chủ hộ; biên bản họp gia đình nếu nhiều người cùng góp vốn',
        en: 'Identity card of the owner; minutes of the family where several give capital',
      },
    ],
    fee: {
      vi: 'Theo nghị quyết của HĐND tỉnh; nhiều nơi miễn khi nộp trên mạng',
      en: 'As the People’s Council of the province has decided; often free online',
    },
    time: { vi: '3 ngày làm việc', en: '3 working days' },
    rule: 'Nghị định 168/2025/NĐ-CP',
  },
]
