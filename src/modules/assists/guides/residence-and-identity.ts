import type { Guide } from './guide.ts'

const signIn = {
  vi: 'Đăng nhập Cổng Dịch vụ công quốc gia hoặc ứng dụng VNeID bằng tài khoản mức 2.',
  en: 'Sign in to the national public service portal or the VNeID app with a level 2 account.',
}
/** Of the fees of both circulars, what concerns most people of a mountain province. */
const exempt = {
  vi: 'Người thường trú ở xã biên giới, hộ nghèo, người dân tộc thiểu số ở xã đặc biệt khó khăn được miễn.',
  en: 'People of border communes, poor households and ethnic minorities of communes in special difficulty pay nothing.',
}
const communePolice = { vi: 'Công an xã, phường', en: 'The commune’s police' }

export const residenceGuides: readonly Guide[] = [
  {
    procedure: 'identity_card',
    where: {
      vi: 'Công an xã, phường được giao cấp căn cước hoặc Công an tỉnh, không phụ thuộc nơi cư trú',
      en: 'The commune’s or the province’s police that issue identity cards, wherever you live',
    },
    steps: [
      {
        vi: 'Đặt lịch trên VNeID hoặc Cổng Dịch vụ công quốc gia, hoặc đến trực tiếp.',
        en: 'Make an appointment in VNeID or on the national portal, or just go.',
      },
      {
        vi: 'Đến chụp ảnh, lấy vân tay, mống mắt; kiểm tra lại họ tên, ngày sinh, quê quán trước khi ký.',
        en: 'Have your picture, fingerprints and irises taken; check name, birthday and place of origin before you sign.',
      },
      {
        vi: 'Xin kích hoạt luôn định danh điện tử mức 2 để dùng VNeID.',
        en: 'Ask to have your level 2 electronic identity activated at the same time, for VNeID.',
      },
      { vi: 'Nhận thẻ tại nơi làm hoặc qua bưu điện.', en: 'Receive the card there or by post.' },
    ],
    papers: [
      {
        vi: 'Thẻ cũ (nếu đổi); không cần giấy tờ khác khi dữ liệu dân cư đã đúng',
        en: 'The old card when it is renewed; nothing else where your data in the register is right',
      },
      {
        vi: 'Trẻ dưới 14 tuổi: đi cùng cha mẹ hoặc người giám hộ',
        en: 'A child under 14 comes with a parent or guardian',
      },
    ],
    fee: {
      vi: `Cấp lần đầu: không mất tiền. Đổi thẻ 50.000 đồng, cấp lại khi mất hoặc hỏng 70.000 đồng; đổi khi đủ 14, 25, 40, 60 tuổi được miễn. ${exempt.vi}`,
      en: `The first card is free. Renewal 50,000 đồng, replacement of a lost or broken card 70,000 đồng; free at the ages of 14, 25, 40 and 60. ${exempt.en}`,
    },
    time: { vi: '7 ngày làm việc', en: '7 working days' },
    rule: 'Luật Căn cước 2023; Thông tư 59/2019/TT-BTC',
  },
  {
    procedure: 'permanent_residence',
    nationalCode: '1.004222',
    where: communePolice,
    steps: [
      signIn,
      {
        vi: 'Chọn Đăng ký thường trú, điền tờ khai CT01, chọn chỗ ở mới và quan hệ với chủ hộ.',
        en: 'Choose permanent residence, fill in form CT01, the new home and your relation to the head of the household.',
      },
      {
        vi: 'Chủ hộ, chủ nhà xác nhận đồng ý ngay trên VNeID.',
        en: 'The head of the household and the owner agree in VNeID.',
      },
      {
        vi: 'Nhận thông báo kết quả; không còn sổ hộ khẩu giấy.',
        en: 'Receive the answer; there is no paper household book any more.',
      },
    ],
    papers: [
      {
        vi: 'Giấy tờ chứng minh chỗ ở (của mình, thuê, mượn, ở nhờ)',
        en: 'Proof of where you live (own, rented, lent, shared)',
      },
      {
        vi: 'Giấy tờ về quan hệ gia đình nếu dữ liệu chưa có',
        en: 'Proof of kinship where the register does not have it',
      },
    ],
    fee: {
      vi: `20.000 đồng nộp trực tiếp, 10.000 đồng nộp trên mạng. Trẻ em, người cao tuổi, người khuyết tật được miễn. ${exempt.vi}`,
      en: `20,000 đồng at the counter, 10,000 đồng online. Children, old and disabled people pay nothing. ${exempt.en}`,
    },
    time: { vi: '7 ngày làm việc', en: '7 working days' },
    rule: 'Luật Cư trú 2020; Thông tư 75/2022/TT-BTC',
  },
  {
    procedure: 'temporary_residence',
    nationalCode: '1.004194',
    where: { vi: 'Công an xã, phường nơi đến ở', en: 'The police of the commune where you stay' },
    steps: [
      {
        vi: 'Phải đăng ký khi đến ở ngoài xã thường trú từ 30 ngày trở lên: đi làm, đi học, ở trọ.',
        en: 'Needed when you live outside your commune for 30 days or more: for work, study, in lodgings.',
      },
      signIn,
      {
        vi: 'Điền tờ khai CT01; chủ nhà trọ xác nhận trên VNeID.',
        en: 'Fill in form CT01; the landlord agrees in VNeID.',
      },
    ],
    papers: [
      {
        vi: 'Hợp đồng thuê, mượn hoặc giấy chủ nhà đồng ý cho ở',
        en: 'Lease, or the owner’s written consent',
      },
    ],
    fee: {
      vi: `15.000 đồng nộp trực tiếp, 7.000 đồng nộp trên mạng. Trẻ em, người cao tuổi, người khuyết tật được miễn. ${exempt.vi}`,
      en: `15,000 đồng at the counter, 7,000 đồng online. Children, old and disabled people pay nothing. ${exempt.en}`,
    },
    time: {
      vi: '3 ngày làm việc; có giá trị nhiều nhất 2 năm, gia hạn được',
      en: '3 working days; valid for up to 2 years, renewable',
    },
    rule: 'Luật Cư trú 2020; Thông tư 75/2022/TT-BTC',
  },
  {
    procedure: 'passport',
    where: {
      vi: 'Phòng Quản lý xuất nhập cảnh, Công an tỉnh',
      en: 'The immigration office of the province’s police',
    },
    steps: [
      signIn,
      {
        vi: 'Điền tờ khai, tải ảnh chân dung nền trắng 4 × 6 cm.',
        en: 'Fill in the form, upload a portrait of 4 × 6 cm on white.',
      },
      {
        vi: 'Nộp lệ phí trên mạng, chọn nhận hộ chiếu tại nhà qua bưu điện.',
        en: 'Pay online and choose delivery by post.',
      },
    ],
    papers: [
      { vi: 'Căn cước còn hạn', en: 'A valid identity card' },
      { vi: 'Hộ chiếu cũ, nếu có', en: 'The old passport, where there is one' },
    ],
    fee: {
      vi: '200.000 đồng; cấp lại do mất, hỏng 400.000 đồng',
      en: '200,000 đồng; 400,000 đồng where it was lost or broken',
    },
    time: { vi: '8 ngày làm việc tại Công an tỉnh', en: '8 working days at the province’s police' },
    rule: 'Luật Xuất cảnh, nhập cảnh 2019; Thông tư 25/2021/TT-BTC',
  },
  {
    procedure: 'criminal_record',
    where: {
      vi: 'Công an tỉnh; nộp được trên VNeID',
      en: 'The province’s police; can be asked for in VNeID',
    },
    steps: [
      {
        vi: 'Hỏi nơi yêu cầu cần phiếu số 1 hay số 2: xin việc thường là số 1, đi nước ngoài thường là số 2.',
        en: 'Ask whoever wants it whether they need form 1 or 2: employers mostly want 1, foreign authorities 2.',
      },
      {
        vi: 'Mở VNeID, mục Thủ tục hành chính, chọn Cấp phiếu lý lịch tư pháp; nộp lệ phí.',
        en: 'Open VNeID, procedures, criminal record certificate; pay the fee.',
      },
      {
        vi: 'Nhận bản điện tử trên VNeID, bản giấy qua bưu điện.',
        en: 'Receive it electronically in VNeID, on paper by post.',
      },
    ],
    papers: [
      {
        vi: 'Căn cước; tài khoản định danh mức 2',
        en: 'Identity card; level 2 electronic identity',
      },
    ],
    fee: {
      vi: '200.000 đồng; sinh viên, cha mẹ liệt sĩ 100.000 đồng; trẻ em, hộ nghèo, người ở xã đặc biệt khó khăn được miễn',
      en: '200,000 đồng; students 100,000 đồng; free for children, poor households and people of communes in special difficulty',
    },
    time: {
      vi: '10 ngày; cần xác minh nhiều nơi thì 15 ngày',
      en: '10 days; 15 where several places must be asked',
    },
    rule: 'Luật Lý lịch tư pháp; Thông tư 244/2016/TT-BTC',
  },
  {
    procedure: 'driving_licence',
    where: {
      vi: 'Phòng Cảnh sát giao thông, Công an tỉnh (từ 1/3/2025)',
      en: 'The traffic police of the province (since 1 March 2025)',
    },
    steps: [
      {
        vi: 'Khám sức khoẻ lái xe (ô tô); cơ sở y tế gửi kết quả lên hệ thống.',
        en: 'Have your health examined (for cars); the clinic sends the result electronically.',
      },
      signIn,
      {
        vi: 'Chọn Đổi giấy phép lái xe, tải ảnh, nộp lệ phí, nhận bằng qua bưu điện.',
        en: 'Choose the renewal of a licence, upload your picture, pay, and receive it by post.',
      },
    ],
    papers: [
      { vi: 'Giấy phép lái xe cũ', en: 'The old licence' },
      { vi: 'Giấy khám sức khoẻ (trừ xe máy)', en: 'Health certificate (not for motorcycles)' },
    ],
    fee: {
      vi: '135.000 đồng; nộp trên mạng 115.000 đồng',
      en: '135,000 đồng; 115,000 đồng online',
    },
    time: { vi: '5 ngày làm việc', en: '5 working days' },
    rule: 'Luật Trật tự, an toàn giao thông đường bộ 2024; Thông tư 37/2023/TT-BTC',
  },
]
