import type { Lesson } from '../../shapes.ts'

export const lessons: Lesson[] = [
  {
    key: 'dich-vu-cong-la-gi',
    title: 'Dịch vụ công trực tuyến là gì',
    minutes: 4,
    text: `Làm giấy khai sinh, xin xác nhận tình trạng hôn nhân, đăng ký hộ kinh doanh… là **dịch vụ công**. Làm những việc đó qua mạng gọi là **dịch vụ công trực tuyến**.

Địa chỉ dùng chung cho cả nước: **Cổng Dịch vụ công quốc gia**, https://dichvucong.gov.vn

![Ở nhà gửi hồ sơ, cơ quan nhận, trả kết quả](duong-di.svg)

## Hai loại
- **Toàn trình**: nộp, trả phí và nhận kết quả đều qua mạng, hoặc nhận kết quả qua bưu điện.
- **Một phần**: nộp qua mạng, nhưng có bước phải đến gặp trực tiếp.

Tên thủ tục trên Cổng luôn ghi rõ thuộc loại nào.

> Không có máy tính vẫn làm được bằng điện thoại. Không có điện thoại thì đến **Trung tâm Phục vụ hành chính công xã, phường**: ở đó có máy và có người hướng dẫn.`,
  },
  {
    key: 'dang-nhap',
    title: 'Đăng nhập bằng VNeID',
    minutes: 4,
    text: `Từ ngày 01/7/2024, người dân dùng **tài khoản định danh điện tử (VNeID)** để đăng nhập Cổng Dịch vụ công.

1. Gõ đúng địa chỉ **dichvucong.gov.vn**. Nhìn kỹ đuôi **.gov.vn**.
2. Bấm **Đăng nhập**, chọn tài khoản định danh điện tử của Bộ Công an.
3. Nhập số định danh cá nhân và mật khẩu VNeID; hoặc mở VNeID quét mã QR trên màn hình.
4. Xác nhận trên điện thoại của mình.

![Đuôi .gov.vn là trang của cơ quan nhà nước](dia-chi.svg)

!> Trang giả hay có địa chỉ gần giống, ví dụ thêm chữ, thêm dấu gạch, đuôi .com, .vip. Không phải **.gov.vn** thì không nhập mật khẩu.

Dùng máy chung ở Trung tâm hay nhà văn hoá: làm xong phải **đăng xuất**, không cho trình duyệt nhớ mật khẩu.`,
  },
  {
    key: 'tim-thu-tuc',
    title: 'Tìm đúng thủ tục',
    minutes: 4,
    text: `Chọn sai thủ tục là lý do hay bị trả hồ sơ nhất.

1. Gõ vào ô tìm kiếm bằng lời của mình, ví dụ “khai sinh”, “kết hôn”, “hộ kinh doanh”.
2. Đọc tên đầy đủ. Có yếu tố nước ngoài hay không, đăng ký lần đầu hay đăng ký lại: mỗi trường hợp một thủ tục.
3. Chọn đúng **tỉnh, xã** giải quyết.
4. Đọc bốn phần trước khi nộp: **thành phần hồ sơ, thời hạn, phí và lệ phí, nơi nhận**.

![Bốn phần cần đọc](bon-phan.svg)

> Từ ngày 01/7/2025 không còn cấp huyện. Nhiều việc trước đây nộp ở huyện nay nộp ở **xã, phường**. Nếu không chắc, hỏi Trung tâm Phục vụ hành chính công trước khi nộp.

Phí, lệ phí và thời hạn ghi ở từng thủ tục, có thể thay đổi: luôn xem trên Cổng, đừng nghe con số truyền miệng.`,
  },
  {
    key: 'chuan-bi-ho-so',
    title: 'Chụp giấy tờ cho rõ, đặt tên cho gọn',
    minutes: 5,
    text: `Ảnh mờ, thiếu góc là hồ sơ bị trả lại.

- Đặt giấy trên mặt phẳng, chỗ sáng, không bóng tay.
- Chụp thẳng từ trên xuống, thấy **đủ bốn góc**.
- Mỗi giấy tờ một tệp. Giấy nhiều trang thì gom thành một tệp PDF.
- Đặt tên dễ hiểu: “to-khai”, “giay-chung-sinh”.

![Ảnh rõ đủ bốn góc, ảnh nghiêng bị trả](chup-giay.svg)

## Trước khi gửi, tự kiểm tra
- Họ tên, ngày sinh trên các giấy có giống nhau không?
- Số căn cước đủ 12 số?
- Giấy có cần chứng thực bản sao điện tử không? Trên Cổng có ghi.
- Giấy tờ đã có trong VNeID thì có thể không phải nộp lại: xem hướng dẫn của thủ tục.

!> Ảnh giấy tờ của bà con: gửi xong thì **xoá khỏi máy của tình nguyện viên**, cả trong thùng rác.`,
  },
  {
    key: 'nop-va-tra-phi',
    title: 'Nộp hồ sơ, trả phí, theo dõi',
    minutes: 5,
    text: `1. Điền tờ khai điện tử. Ô có dấu * là bắt buộc.
2. Đính kèm từng giấy tờ đúng mục.
3. Chọn cách nhận kết quả: qua mạng, qua bưu điện, hoặc đến nhận.
4. Xem lại, rồi gửi.
5. Trả phí, lệ phí trực tuyến nếu có, ngay trên Cổng.
6. **Ghi lại mã hồ sơ.**

![Mã hồ sơ để tra cứu](ma-ho-so.svg)

## Theo dõi
Nhập mã hồ sơ ở mục tra cứu, hoặc xem trong tài khoản của mình. Nơi nhận phải nêu **lý do bằng văn bản** khi yêu cầu bổ sung hay từ chối.

> Hồ sơ bị yêu cầu bổ sung thì làm đủ các mục trong **một lần**. Không hiểu mục nào, hỏi người đã ký thông báo.

!> Chỉ trả phí trên Cổng. Không chuyển khoản vào tài khoản cá nhân của bất kỳ ai tự xưng “cán bộ làm nhanh”.`,
  },
  {
    key: 'khi-vuong-mac',
    title: 'Khi vướng mắc: hỏi ai, phản ánh ở đâu',
    minutes: 4,
    text: `## Hỏi
- Trung tâm Phục vụ hành chính công xã, phường.
- Tổ công nghệ số cộng đồng của thôn, Đoàn thanh niên xã.
- Tổng đài Cổng Dịch vụ công quốc gia: tel:18001096

## Phản ánh, kiến nghị
Trên Cổng Dịch vụ công quốc gia có mục **Phản ánh kiến nghị**. Viết rõ việc gì, ở đâu, ngày nào, kèm mã hồ sơ.

![Hỏi ở thôn, ở xã, qua tổng đài](hoi-ai.svg)

## Khi bạn hướng dẫn bà con
- Hỏi trước: “Bác cần giấy này để làm gì?” để chọn đúng thủ tục.
- Để bà con tự đăng nhập, tự bấm nút gửi.
- Ghi mã hồ sơ ra giấy cho bà con giữ, kèm ngày hẹn.
- Quay lại hỏi kết quả. Việc **xong** mới tính là đã giúp.`,
  },
]
