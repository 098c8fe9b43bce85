import type { Question } from '../../shapes.ts'
import { inOrder, one, several } from '../course.ts'

export const practice: Question[] = [
  one('thu-1', 'dich-vu-cong-la-gi', 'Địa chỉ Cổng Dịch vụ công quốc gia là gì?', ['dichvucong.gov.vn', 'dichvucong-quocgia.com', 'dvc.vip'], 'Trang của cơ quan nhà nước có đuôi .gov.vn.'),
  one('thu-2', 'dang-nhap', 'Đăng nhập Cổng Dịch vụ công bằng tài khoản nào?', ['Tài khoản định danh điện tử VNeID', 'Tài khoản Facebook', 'Tài khoản ngân hàng'], 'Người dân dùng tài khoản định danh điện tử từ 01/7/2024.'),
  several('thu-3', 'tim-thu-tuc', 'Trước khi nộp cần đọc những phần nào của thủ tục?', 3, ['Thành phần hồ sơ', 'Thời hạn', 'Phí, lệ phí', 'Số người đã xem'], 'Đọc thành phần hồ sơ, thời hạn, phí và nơi nhận.'),
  inOrder('thu-4', 'nop-va-tra-phi', 'Xếp đúng thứ tự nộp hồ sơ:', ['Điền tờ khai', 'Đính kèm giấy tờ', 'Xem lại và gửi', 'Ghi lại mã hồ sơ'], 'Điền, đính kèm, xem lại, gửi rồi ghi mã.'),
  one('thu-5', 'chuan-bi-ho-so', 'Chụp giấy tờ thế nào là đúng?', ['Thẳng từ trên xuống, rõ, đủ bốn góc', 'Nghiêng cho đỡ chói', 'Chỉ chụp phần có chữ ký'], 'Ảnh thiếu góc hoặc mờ sẽ bị trả lại.'),
]

export const bank: Question[] = [
  one('c01', 'dich-vu-cong-la-gi', 'Dịch vụ công trực tuyến toàn trình là gì?', ['Nộp, trả phí và nhận kết quả không phải đến gặp trực tiếp', 'Phải đến xã hai lần', 'Chỉ xem hướng dẫn qua mạng'], ''),
  one('c02', 'dich-vu-cong-la-gi', 'Không có điện thoại, bà con làm dịch vụ công ở đâu?', ['Trung tâm Phục vụ hành chính công xã, phường', 'Không làm được', 'Nhờ người lạ trên mạng'], ''),
  one('c03', 'dich-vu-cong-la-gi', 'Dịch vụ công trực tuyến một phần khác toàn trình ở chỗ nào?', ['Có bước phải đến gặp trực tiếp', 'Tốn tiền gấp đôi', 'Chỉ dùng cho doanh nghiệp'], ''),
  one('c04', 'dang-nhap', 'Địa chỉ nào đáng tin?', ['dichvucong.gov.vn', 'dichvucong-gov.com', 'dich-vu-cong.vip', 'dichvucong.gov.vn.dangky.info'], ''),
  inOrder('c05', 'dang-nhap', 'Xếp đúng thứ tự đăng nhập:', ['Gõ đúng địa chỉ .gov.vn', 'Bấm Đăng nhập, chọn tài khoản định danh điện tử', 'Nhập thông tin VNeID hoặc quét mã', 'Xác nhận trên điện thoại'], ''),
  several('c06', 'dang-nhap', 'Dùng máy chung, làm xong phải làm gì?', 2, ['Đăng xuất', 'Không cho trình duyệt nhớ mật khẩu', 'Để nguyên cho người sau dùng', 'Dán mật khẩu lên máy'], ''),
  one('c07', 'dang-nhap', 'Từ 01/7/2024, người dân đăng nhập Cổng bằng gì?', ['Tài khoản định danh điện tử', 'Số điện thoại bất kỳ', 'Thư điện tử bất kỳ'], ''),
  one('c08', 'tim-thu-tuc', 'Lý do hồ sơ hay bị trả nhất nói trong bài là gì?', ['Chọn sai thủ tục', 'Nộp vào buổi tối', 'Không đến tận nơi'], ''),
  one('c09', 'tim-thu-tuc', 'Sau 01/7/2025, nhiều việc trước nộp ở huyện nay nộp ở đâu?', ['Xã, phường', 'Trung ương', 'Vẫn ở huyện'], ''),
  one('c10', 'tim-thu-tuc', 'Muốn biết phí của một thủ tục thì xem ở đâu?', ['Trong thủ tục đó trên Cổng', 'Hỏi người trong chợ', 'Trong tin nhắn quảng cáo'], ''),
  one('c11', 'tim-thu-tuc', 'Bà con nói “cần giấy khai sinh”, việc đầu tiên nên làm là gì?', ['Hỏi rõ đăng ký lần đầu, đăng ký lại hay xin bản sao', 'Chọn thủ tục đầu tiên tìm được', 'Nộp cả ba cho chắc'], ''),
  several('c12', 'chuan-bi-ho-so', 'Ảnh giấy tờ tốt là ảnh thế nào?', 3, ['Đủ bốn góc', 'Chụp thẳng, đủ sáng', 'Mỗi giấy tờ một tệp', 'Chụp lại từ màn hình máy khác'], ''),
  one('c13', 'chuan-bi-ho-so', 'Giấy có nhiều trang nên gửi thế nào?', ['Gom thành một tệp PDF', 'Chỉ gửi trang đầu', 'Gửi mỗi trang vào một mục khác nhau'], ''),
  one('c14', 'chuan-bi-ho-so', 'Ảnh giấy tờ của bà con sau khi nộp xong thì tình nguyện viên làm gì?', ['Xoá khỏi máy, cả trong thùng rác', 'Giữ lại để lần sau dùng', 'Gửi vào nhóm Zalo cho dễ tìm'], ''),
  one('c15', 'chuan-bi-ho-so', 'Họ tên trên hai giấy khác nhau một chữ. Bạn làm gì?', ['Hỏi nơi nhận cách xử lý trước khi nộp', 'Cứ nộp', 'Tự sửa ảnh cho giống'], ''),
  inOrder('c16', 'nop-va-tra-phi', 'Xếp đúng thứ tự:', ['Điền tờ khai điện tử', 'Đính kèm giấy tờ', 'Chọn cách nhận kết quả', 'Xem lại rồi gửi', 'Ghi lại mã hồ sơ'], ''),
  one('c17', 'nop-va-tra-phi', 'Muốn tra cứu hồ sơ cần gì?', ['Mã hồ sơ', 'Số điện thoại của cán bộ', 'Ảnh chân dung'], ''),
  one('c18', 'nop-va-tra-phi', 'Có người xin chuyển khoản riêng để “làm nhanh”. Bạn làm gì?', ['Không chuyển, chỉ trả phí trên Cổng', 'Chuyển một nửa trước', 'Chuyển rồi xin biên nhận'], ''),
  one('c19', 'nop-va-tra-phi', 'Khi yêu cầu bổ sung hồ sơ, nơi nhận phải làm gì?', ['Nêu lý do bằng văn bản', 'Chỉ cần gọi điện', 'Không cần nói lý do'], ''),
  several('c20', 'khi-vuong-mac', 'Hướng dẫn bà con đúng cách gồm những việc nào?', 3, ['Để bà con tự đăng nhập', 'Ghi mã hồ sơ ra giấy cho bà con', 'Quay lại hỏi kết quả', 'Giữ mật khẩu giúp bà con'], ''),
]
