import type { Lesson } from '../../shapes.ts'

export const lessons: Lesson[] = [
  {
    key: 'dinh-danh-la-gi',
    title: 'Định danh điện tử là gì, dùng vào việc gì',
    minutes: 4,
    text: `Căn cước chứng minh bạn là ai khi gặp trực tiếp. **Tài khoản định danh điện tử** chứng minh bạn là ai khi làm việc qua mạng. Tài khoản này do cơ quan công an cấp và dùng trên ứng dụng **VNeID**.

![Thẻ căn cước và điện thoại có VNeID cùng chứng minh một người](hai-cach.svg)

Có tài khoản, bà con làm được nhiều việc mà không phải đi xa:
- Đăng nhập Cổng Dịch vụ công quốc gia để nộp hồ sơ.
- Mang theo căn cước, thẻ bảo hiểm y tế, giấy phép lái xe ngay trong điện thoại, sau khi đã tích hợp.
- Khai báo, thông báo lưu trú; gửi tin tố giác tội phạm.

> Tài khoản định danh **không mất tiền**. Ai đòi thu tiền để “làm nhanh” là sai, hãy báo Công an xã.

!> Chỉ tải VNeID từ kho ứng dụng có sẵn trong máy (Google Play hoặc App Store). Không cài tệp do người lạ gửi qua Zalo, tin nhắn.`,
  },
  {
    key: 'hai-muc-do',
    title: 'Mức độ 1 và mức độ 2 khác nhau thế nào',
    minutes: 4,
    text: `Theo Nghị định 69/2024/NĐ-CP, có hiệu lực từ ngày 01/7/2024, tài khoản của công dân có hai mức độ.

![Mức 1 tự đăng ký trên máy, mức 2 đến công an xã](hai-muc.svg)

## Mức độ 1
- Tự đăng ký ngay trên điện thoại bằng ứng dụng VNeID.
- Xem được một số thông tin và tiện ích cơ bản.

## Mức độ 2
- **Phải đến cơ quan công an** để chụp ảnh khuôn mặt và lấy vân tay đối chiếu. Không ai làm thay qua mạng được.
- Dùng được đầy đủ: nộp hồ sơ dịch vụ công, xuất trình căn cước điện tử và các giấy tờ đã tích hợp.

## Ai được cấp
- Công dân **từ đủ 14 tuổi** đã có thẻ căn cước (hoặc thẻ căn cước công dân) còn giá trị: được cấp mức độ 1 và mức độ 2.
- Trẻ **từ đủ 6 đến dưới 14 tuổi**: được cấp khi có nhu cầu, do cha mẹ hoặc người giám hộ đăng ký.

> Vì cần đối chiếu vân tay và khuôn mặt, tin nhắn “bấm vào đây để lên mức 2” luôn là lừa đảo.`,
  },
  {
    key: 'chuan-bi',
    title: 'Chuẩn bị trước khi đi làm mức độ 2',
    minutes: 4,
    text: `Chuẩn bị đủ ở nhà thì chỉ phải đi một lần.

## Mang theo
- Thẻ căn cước hoặc thẻ căn cước công dân gắn chip. Chưa có thẻ thì làm thẻ và đăng ký mức độ 2 cùng một lần.
- Số điện thoại **của chính mình**, đang dùng được, để nhận tin nhắn.
- Điện thoại thông minh, nếu có. Chưa có vẫn đăng ký được, khi nào có máy thì kích hoạt.
- Giấy tờ muốn đưa vào VNeID: thẻ bảo hiểm y tế, giấy phép lái xe, đăng ký xe.

![Căn cước, điện thoại và giấy tờ khác](mang-theo.svg)

## Đi đâu
- Công an xã, phường nơi gần nhất, hoặc nơi làm thủ tục căn cước. Không nhất thiết là nơi đăng ký thường trú.
- Hỏi trước ngày làm việc, hoặc đi theo ngày Đoàn thanh niên và tổ công nghệ số cộng đồng hẹn với Công an xã.

!> Không đưa mật khẩu, mã OTP cho bất kỳ ai, kể cả người đi cùng giúp bạn.`,
  },
  {
    key: 'tai-cong-an-xa',
    title: 'Từng bước tại Công an xã',
    minutes: 5,
    text: `Làm lần lượt năm bước:

1. Nói với cán bộ: “Tôi muốn đăng ký tài khoản định danh điện tử mức độ 2”, rồi đưa thẻ căn cước.
2. Đọc số điện thoại, thư điện tử nếu có. Đọc chậm và nhìn cán bộ nhập lại từng số.
3. Nói giấy tờ nào muốn đưa vào VNeID, đưa bản gốc để cán bộ kiểm tra.
4. Chụp ảnh khuôn mặt và lấy vân tay để đối chiếu.
5. Xem lại thông tin trên phiếu, đồng ý rồi nhận hẹn ngày có kết quả.

![Đọc số, chụp ảnh, lấy vân tay, xem lại](nam-buoc.svg)

Kết quả được báo về số điện thoại đã đăng ký, hoặc thư điện tử.

> Sai một chữ số điện thoại là không nhận được tin. Đây là lỗi hay gặp nhất, nên hãy kiểm tra hai lần.

Nếu sai họ tên, ngày sinh so với giấy khai sinh, hãy hỏi ngay cán bộ cách chỉnh thông tin trong Cơ sở dữ liệu quốc gia về dân cư. Chỉnh xong mới làm tiếp.`,
  },
  {
    key: 'kich-hoat',
    title: 'Kích hoạt tài khoản trên điện thoại',
    minutes: 6,
    text: `Nhận được tin báo đã cấp tài khoản thì **kích hoạt sớm**. Chưa kích hoạt thì chưa dùng được.

1. Mở kho ứng dụng, tìm **VNeID**, xem đúng nhà phát hành rồi cài.
2. Mở VNeID, bấm **Kích hoạt**.
3. Nhập số định danh cá nhân (12 số trên thẻ) và số điện thoại đã đăng ký.
4. Nhập mã OTP vừa gửi về máy. Tự mình nhập, không đọc cho ai.
5. Đặt mật khẩu theo gợi ý trên màn hình, rồi đặt mã khoá gồm các chữ số để mở nhanh.
6. Chọn câu hỏi bảo mật và nhớ câu trả lời.

![Cài, nhập số, nhập mã, đặt mật khẩu](kich-hoat.svg)

## Khi gặp khó
- Không thấy tin nhắn: kiểm tra sóng, khởi động lại máy, xem có đúng SIM đã đăng ký không.
- Mạng chậm buổi tối: thử lại vào sáng sớm.
- Máy báo khuôn mặt không khớp: ra chỗ sáng, bỏ khẩu trang, kính và mũ.
- Vẫn không được: gọi tổng đài VNeID tel:19000368 hoặc quay lại Công an xã.`,
  },
  {
    key: 'dung-an-toan',
    title: 'Dùng an toàn và giúp người khác đúng cách',
    minutes: 5,
    text: `Tài khoản mức độ 2 có giá trị như xuất trình thẻ căn cước trong các giao dịch cần thẻ. Giữ nó như giữ thẻ thật.

- Mật khẩu, mã khoá, mã OTP: **chỉ một mình biết**.
- Khoá màn hình điện thoại. Mất máy thì gọi tổng đài khoá tài khoản, báo Công an xã, báo nhà mạng khoá SIM.
- Không chụp thẻ căn cước gửi qua mạng xã hội.

![Không đưa mã cho ai](giu-ma.svg)

## Nếu bạn là tình nguyện viên
- Hướng dẫn **bà con tự bấm trên máy của mình**. Khi nhập mật khẩu thì quay đi.
- Không ghi lại mật khẩu, không chụp ảnh thẻ căn cước, không giữ thẻ của bà con.
- Người không biết chữ, người già: mời người nhà họ tin cậy ngồi cùng.
- Việc gì chưa xong thì hẹn lại: ghi “cần đến Công an xã”, kèm ngày hẹn.

!> Công an **không** gọi điện bảo bấm đường liên kết, cài ứng dụng lạ hay chuyển tiền để “cập nhật định danh”. Gặp cuộc gọi như vậy: tắt máy, hỏi Công an xã.`,
  },
]
