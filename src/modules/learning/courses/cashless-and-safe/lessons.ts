import type { Lesson } from '../../shapes.ts'

export const lessons: Lesson[] = [
  {
    key: 'khong-tien-mat',
    title: 'Thanh toán không dùng tiền mặt: có gì lợi',
    minutes: 4,
    text: `Trả tiền bằng điện thoại, thẻ hay chuyển khoản gọi là **thanh toán không dùng tiền mặt**.

![Khách quét mã, tiền vào tài khoản người bán](quet-ma.svg)

## Có lợi
- Không sợ tiền rách, tiền giả, mất ví trên đường đi chợ.
- Trả đúng từng đồng, không phải thối lại.
- Có sao kê: biết tháng này thu bao nhiêu, chi bao nhiêu.
- Nhận trợ cấp, nhận tiền con cháu gửi về ngay trong ngày.

## Cần có
- Tài khoản ngân hàng **đứng tên mình**, mở tại quầy hoặc qua ứng dụng chính thức của ngân hàng.
- Số điện thoại chính chủ.
- Thông tin căn cước và khuôn mặt đã được ngân hàng đối chiếu. Từ 01/01/2025, chưa đối chiếu thì không chuyển tiền trực tuyến được (Thông tư 17/2024/TT-NHNN).

> Tiền mặt vẫn dùng bình thường. Đừng để toàn bộ tiền vào một chỗ; hãy bắt đầu bằng những khoản nhỏ.`,
  },
  {
    key: 'ma-qr',
    title: 'Trả tiền và nhận tiền bằng mã QR',
    minutes: 5,
    text: `**VietQR** là mã QR dùng chung cho các ngân hàng ở Việt Nam: khách dùng ngân hàng nào cũng quét được.

## Người mua
1. Mở ứng dụng ngân hàng **của mình**, chọn quét mã.
2. Quét mã. **Đọc tên người nhận** hiện trên màn hình.
3. Nhập hoặc kiểm tra số tiền.
4. Xác nhận. Chờ thấy chữ thành công.

## Người bán
1. In mã QR của chính mình, ghi rõ tên cửa hàng.
2. Treo nơi mình nhìn thấy được.
3. Nghe loa hoặc mở ứng dụng **xem tiền đã vào tài khoản**, rồi mới giao hàng.

![Mã QR và tên người nhận](ten-nguoi-nhan.svg)

!> Kẻ gian hay dán mã của chúng đè lên mã của cửa hàng. Mỗi sáng người bán nên tự quét thử xem có đúng tên mình không.

!> Ảnh chụp màn hình “chuyển khoản thành công” **không phải** là tiền đã vào. Ảnh làm giả được.`,
  },
  {
    key: 'giu-tai-khoan',
    title: 'Giữ tài khoản an toàn',
    minutes: 4,
    text: `Bốn thứ chỉ một mình bạn biết:
- Mật khẩu ứng dụng ngân hàng.
- Mã PIN của thẻ.
- Mã OTP gửi về máy.
- Ba số ở mặt sau thẻ.

![Bốn thứ không đưa ai](bon-thu.svg)

## Nên làm
- Khoá màn hình điện thoại bằng mã hoặc vân tay.
- Đặt hạn mức chuyển tiền vừa đủ dùng.
- Bật thông báo khi tiền ra, tiền vào.
- Chuyển khoản lớn thì gọi điện hỏi lại người nhận trước.

## Không được làm
- Không **bán, cho thuê, cho mượn** tài khoản ngân hàng, SIM. Pháp luật cấm; kẻ gian dùng tài khoản đó để lừa người khác và bạn phải chịu trách nhiệm (Nghị định 52/2024/NĐ-CP).
- Không đăng ảnh thẻ, ảnh căn cước lên mạng xã hội.

> Ngân hàng **không bao giờ** gọi hỏi mật khẩu hay mã OTP.`,
  },
  {
    key: 'chieu-lua-dao',
    title: 'Những chiêu lừa hay gặp',
    minutes: 6,
    text: `Mỗi chiêu một vẻ, nhưng cùng một đích: lấy mã, hoặc bắt bạn tự chuyển tiền.

## Giả công an, toà án, ngân hàng
Gọi điện doạ “liên quan vụ án”, bắt giữ bí mật, bắt chuyển tiền vào “tài khoản an toàn”. **Không có tài khoản an toàn nào cả.**

## Ứng dụng giả
Gửi đường liên kết hoặc tệp .apk “VNeID bản mới”, “dịch vụ công”, “thuế”. Cài vào là chúng điều khiển được điện thoại.

## Việc nhẹ lương cao
Bấm nút thích, chốt đơn, sang nước ngoài làm lương rất cao. Bắt **nộp tiền trước**, hoặc giữ giấy tờ. Đi làm nước ngoài phải qua doanh nghiệp có giấy phép: hỏi Đoàn xã, Trung tâm dịch vụ việc làm.

## Giả người thân
Chiếm tài khoản Zalo, Facebook rồi nhắn vay tiền; có khi gọi video với khuôn mặt ghép.

## Trúng thưởng, hoàn thuế, hỗ trợ lãi suất
Muốn nhận phải “đóng phí trước”, hoặc nhập mật khẩu.

![Ba dấu hiệu: doạ, giục, đòi tiền hoặc đòi mã](ba-dau-hieu.svg)

> Ba dấu hiệu chung: **doạ** hoặc **dụ**; **giục** làm ngay, cấm hỏi ai; **đòi tiền** hoặc **đòi mã**. Có một dấu hiệu: dừng lại.`,
  },
  {
    key: 'dung-cham-hoi',
    title: 'Ba bước tự vệ: dừng, kiểm tra, hỏi',
    minutes: 4,
    text: `1. **Dừng**: tắt máy. Không ai phạt bạn vì tắt máy.
2. **Kiểm tra**: tự tìm số tổng đài in trên thẻ ngân hàng, hoặc gọi Công an xã. Không gọi lại số vừa gọi đến.
3. **Hỏi**: hỏi người nhà, bí thư chi đoàn, tổ công nghệ số cộng đồng.

![Dừng, kiểm tra, hỏi](ba-buoc.svg)

## Người thân nhắn vay tiền
Gọi bằng **số điện thoại cũ** và hỏi một chuyện chỉ hai người biết.

## Phản ánh
- Cuộc gọi, tin nhắn lừa đảo: gọi hoặc nhắn **156**, tel:156
- Tin nhắn rác: nhắn **5656**.

> Nói với bà con: “Gặp chuyện gì về tiền, cứ hỏi cháu trước khi bấm.” Một câu hỏi rẻ hơn rất nhiều so với một lần mất tiền.`,
  },
  {
    key: 'lo-bi-lua',
    title: 'Lỡ bị lừa thì làm gì ngay',
    minutes: 4,
    text: `Không xấu hổ, không chờ. Làm **ngay** theo thứ tự:

1. Gọi tổng đài ngân hàng (số in trên thẻ, trong ứng dụng): **khoá tài khoản, khoá thẻ**, báo giao dịch lừa đảo.
2. Lỡ cài ứng dụng lạ: tắt mạng, tắt nguồn máy. Dùng **máy khác** để gọi ngân hàng.
3. Giữ lại mọi thứ: tin nhắn, số gọi đến, số tài khoản đã chuyển, ảnh màn hình.
4. Trình báo **Công an xã** nơi gần nhất. Đang bị đe doạ thì gọi tel:113
5. Đổi mật khẩu ngân hàng, Zalo, thư điện tử trên máy sạch. Báo bạn bè đừng chuyển tiền.

![Khoá, giữ bằng chứng, trình báo](lam-ngay.svg)

!> Cẩn thận **lừa lần hai**: kẻ tự xưng “luật sư, hacker lấy lại tiền treo” sẽ đòi phí trước. Không ai trên mạng lấy lại tiền giúp được như vậy.

## Nếu bạn giúp người bị lừa
- Nghe, không trách.
- Cùng họ gọi ngân hàng trước, kể lại sau.
- Không kể tên họ cho người khác.`,
  },
]
