import type { Guide } from './guide.ts'

const signIn = {
  vi: 'Đăng nhập Cổng Dịch vụ công quốc gia bằng tài khoản VNeID mức 2, tìm thủ tục theo tên hoặc mã số ở trên.',
  en: 'Sign in to the national public service portal with a level 2 VNeID account and look for the name or number above.',
}
const commune = {
  vi: 'UBND xã, phường nơi cư trú',
  en: 'The People’s Committee of the commune where you live',
}

export const civilStatusGuides: readonly Guide[] = [
  {
    procedure: 'birth_registration',
    nationalCode: '1.001193',
    where: {
      vi: 'UBND xã, phường nơi cư trú của cha hoặc mẹ',
      en: 'The People’s Committee of the commune where the father or the mother lives',
    },
    steps: [
      signIn,
      {
        vi: 'Điền tờ khai: tên con, ngày sinh, cha mẹ; chụp giấy chứng sinh của bệnh viện hoặc trạm y tế.',
        en: 'Fill in the form: the child’s name, day of birth, parents; photograph the birth notice of the hospital or health station.',
      },
      {
        vi: 'Nộp trong 60 ngày kể từ ngày sinh. Đến ký và nhận bản chính giấy khai sinh khi xã báo.',
        en: 'Send it within 60 days of the birth. Come to sign and receive the certificate when the commune tells you.',
      },
    ],
    papers: [
      {
        vi: 'Giấy chứng sinh; không có thì văn bản của người làm chứng',
        en: 'Birth notice; without one, the written word of a witness',
      },
      {
        vi: 'Căn cước của cha hoặc mẹ (đọc được từ VNeID)',
        en: 'Identity card of the father or mother (read from VNeID)',
      },
      {
        vi: 'Giấy chứng nhận kết hôn, nếu cha mẹ đã đăng ký kết hôn',
        en: 'Marriage certificate, where the parents are married',
      },
    ],
    fee: { vi: 'Không mất lệ phí khi đăng ký đúng hạn', en: 'Nothing when registered in time' },
    time: {
      vi: 'Trong ngày; nhận sau 15 giờ thì ngày làm việc sau',
      en: 'The same day; the next working day when received after 15:00',
    },
    rule: 'Luật Hộ tịch 2014',
  },
  {
    procedure: 'birth_bundle',
    nationalCode: '2.002516',
    where: {
      vi: 'Nộp một lần trên Cổng Dịch vụ công quốc gia; xã, công an và bảo hiểm xã hội cùng làm',
      en: 'Sent once through the national portal; commune, police and social insurance each do their part',
    },
    steps: [
      signIn,
      {
        vi: 'Chọn nhóm thủ tục liên thông: khai sinh, thường trú, thẻ bảo hiểm y tế cho trẻ dưới 6 tuổi.',
        en: 'Choose the joined procedures: birth, residence and health insurance card of a child under 6.',
      },
      {
        vi: 'Điền một tờ khai, chụp giấy chứng sinh, chọn nơi khám chữa bệnh ban đầu.',
        en: 'Fill in one form, photograph the birth notice, choose where the child will first be treated.',
      },
      {
        vi: 'Theo dõi ba kết quả trong cùng một hồ sơ; nhận giấy khai sinh tại xã.',
        en: 'Follow the three results under one number; receive the birth certificate at the commune.',
      },
    ],
    papers: [
      { vi: 'Giấy chứng sinh', en: 'Birth notice' },
      { vi: 'Căn cước của cha hoặc mẹ', en: 'Identity card of the father or mother' },
      {
        vi: 'Ý kiến đồng ý của chủ hộ, xác nhận trên VNeID',
        en: 'Consent of the head of the household, given in VNeID',
      },
    ],
    fee: { vi: 'Không mất lệ phí', en: 'Nothing' },
    time: { vi: 'Khoảng 4 ngày làm việc cho cả ba việc', en: 'About 4 working days for all three' },
    rule: 'Nghị định 63/2024/NĐ-CP',
  },
  {
    procedure: 'marriage_registration',
    nationalCode: '1.000894',
    where: {
      vi: 'UBND xã, phường nơi cư trú của một trong hai người',
      en: 'The People’s Committee of the commune where one of the two lives',
    },
    steps: [
      {
        vi: 'Nam từ đủ 20 tuổi, nữ từ đủ 18 tuổi, cả hai tự nguyện và chưa có vợ, có chồng. Cưới trước tuổi là tảo hôn, bị phạt.',
        en: 'He is 20 and she is 18 or older, both of their own will and unmarried. A wedding before that age is punished.',
      },
      signIn,
      {
        vi: 'Hai người cùng đến xã, ký vào sổ và giấy chứng nhận.',
        en: 'Both come to the commune together and sign the register and the certificate.',
      },
    ],
    papers: [
      { vi: 'Căn cước của cả hai', en: 'Identity cards of both' },
      {
        vi: 'Giấy xác nhận tình trạng hôn nhân, nếu đăng ký ở xã khác nơi thường trú và xã chưa tra được',
        en: 'Certificate of marital status, where the commune is not that of residence and cannot look it up',
      },
    ],
    fee: { vi: 'Không mất lệ phí (trong nước)', en: 'Nothing (within the country)' },
    time: {
      vi: 'Trong ngày; cần xác minh thì không quá 5 ngày làm việc',
      en: 'The same day; up to 5 working days where something must be verified',
    },
    rule: 'Luật Hộ tịch 2014, Luật Hôn nhân và gia đình 2014',
  },
  {
    procedure: 'marital_status',
    nationalCode: '1.004873',
    where: commune,
    steps: [
      signIn,
      {
        vi: 'Ghi rõ dùng vào việc gì (kết hôn với ai, mua đất, vay vốn); giấy chỉ dùng được cho việc đó.',
        en: 'Say what it is for (marrying whom, buying land, a loan); it is valid for that only.',
      },
      {
        vi: 'Nhận giấy tại xã hoặc qua bưu điện. Giấy có giá trị 6 tháng.',
        en: 'Receive it at the commune or by post. It is valid for 6 months.',
      },
    ],
    papers: [
      { vi: 'Căn cước', en: 'Identity card' },
      {
        vi: 'Quyết định ly hôn hoặc giấy chứng tử của vợ, chồng trước (nếu có)',
        en: 'Divorce decision, or death certificate of the former spouse, where there is one',
      },
    ],
    fee: {
      vi: 'Theo nghị quyết của HĐND tỉnh',
      en: 'As the People’s Council of the province has decided',
    },
    time: { vi: '3 ngày làm việc', en: '3 working days' },
    rule: 'Nghị định 123/2015/NĐ-CP',
  },
  {
    procedure: 'civil_status_extract',
    nationalCode: '2.000635',
    where: {
      vi: 'Bất kỳ cơ quan hộ tịch nào đang có dữ liệu; không cần về nơi đăng ký',
      en: 'Any registry that holds the data; no need to travel to where it was registered',
    },
    steps: [
      signIn,
      {
        vi: 'Chọn loại giấy (khai sinh, kết hôn, khai tử), số bản cần.',
        en: 'Choose which record (birth, marriage, death) and how many copies.',
      },
      {
        vi: 'Nhận bản điện tử ngay trên Cổng, hoặc bản giấy tại xã, qua bưu điện.',
        en: 'Receive it electronically through the portal, or on paper at the commune or by post.',
      },
    ],
    papers: [{ vi: 'Căn cước', en: 'Identity card' }],
    fee: { vi: '8.000 đồng một bản giấy', en: '8,000 đồng a paper copy' },
    time: { vi: 'Trong ngày', en: 'The same day' },
    rule: 'Luật Hộ tịch 2014; Thông tư 281/2016/TT-BTC',
  },
  {
    procedure: 'certified_copy',
    nationalCode: '2.000815',
    where: {
      vi: 'Bất kỳ UBND xã, phường hoặc văn phòng công chứng nào',
      en: 'Any commune’s People’s Committee or notary office',
    },
    steps: [
      {
        vi: 'Mang bản chính đến; xã sẽ sao hoặc đối chiếu bản bạn đã sao.',
        en: 'Bring the original; the commune makes the copy or compares yours.',
      },
      {
        vi: 'Hỏi xin bản sao điện tử: gửi vào tài khoản trên Cổng Dịch vụ công quốc gia, dùng lại được nhiều lần.',
        en: 'Ask for an electronic copy: it comes to your account on the national portal and can be used again.',
      },
    ],
    papers: [{ vi: 'Bản chính, không tẩy xoá', en: 'The original, unaltered' }],
    fee: {
      vi: '2.000 đồng một trang; từ trang thứ ba 1.000 đồng một trang, nhiều nhất 200.000 đồng một bản',
      en: '2,000 đồng a page; from the third page on 1,000 đồng, at most 200,000 đồng a copy',
    },
    time: { vi: 'Trong ngày', en: 'The same day' },
    rule: 'Nghị định 23/2015/NĐ-CP; Thông tư 226/2016/TT-BTC',
  },
]
