import type { Question } from '../../shapes.ts'
import { inOrder, one, several } from '../course.ts'

export const practice: Question[] = [
  one('thu-1', 'ma-qr', 'Khách đưa ảnh màn hình “chuyển thành công”. Người bán làm gì?', ['Mở ứng dụng xem tiền đã vào rồi mới giao hàng', 'Giao hàng ngay', 'Chụp lại ảnh màn hình đó'], 'Ảnh màn hình làm giả được; chỉ tin khi tiền đã vào tài khoản.'),
  several('thu-2', 'giu-tai-khoan', 'Thứ nào không được đưa cho ai?', 3, ['Mã OTP', 'Mật khẩu ứng dụng ngân hàng', 'Mã PIN của thẻ', 'Số tài khoản để người ta chuyển tiền cho mình'], 'Số tài khoản dùng để nhận tiền; còn lại chỉ mình bạn biết.'),
  one('thu-3', 'chieu-lua-dao', 'Người gọi tự xưng công an, bảo chuyển tiền vào “tài khoản an toàn”. Đó là gì?', ['Lừa đảo', 'Thủ tục bình thường', 'Yêu cầu của ngân hàng'], 'Không có “tài khoản an toàn” nào cả.'),
  inOrder('thu-4', 'dung-cham-hoi', 'Xếp ba bước tự vệ:', ['Dừng', 'Kiểm tra', 'Hỏi'], 'Dừng lại trước, kiểm tra, rồi hỏi người tin cậy.'),
  one('thu-5', 'lo-bi-lua', 'Vừa chuyển tiền cho kẻ lừa, việc đầu tiên là gì?', ['Gọi ngân hàng khoá tài khoản', 'Nhắn xin lại tiền', 'Chờ đến mai'], 'Ngân hàng càng được báo sớm càng có cơ hội chặn tiền.'),
]

export const bank: Question[] = [
  one('c01', 'khong-tien-mat', 'Điều nào là cái lợi của thanh toán không dùng tiền mặt?', ['Có sao kê, biết đã thu chi bao nhiêu', 'Không bao giờ bị lừa', 'Không cần giữ mật khẩu'], ''),
  one('c02', 'khong-tien-mat', 'Tài khoản ngân hàng nên đứng tên ai?', ['Chính mình', 'Bạn bè cho tiện', 'Người lạ mở hộ', 'Không cần tên'], ''),
  one('c03', 'khong-tien-mat', 'Từ 01/01/2025, muốn chuyển tiền trực tuyến thì tài khoản phải thế nào?', ['Đã được đối chiếu căn cước và khuôn mặt', 'Có số dư lớn', 'Mở trên năm năm'], ''),
  one('c04', 'khong-tien-mat', 'Nên bắt đầu chuyển khoản thế nào?', ['Bằng những khoản nhỏ', 'Chuyển hết tiền tiết kiệm', 'Nhờ người khác giữ máy chuyển hộ'], ''),
  inOrder('c05', 'ma-qr', 'Xếp đúng thứ tự khi mua hàng:', ['Mở ứng dụng ngân hàng, quét mã', 'Đọc tên người nhận', 'Kiểm tra số tiền', 'Xác nhận, chờ báo thành công'], ''),
  one('c06', 'ma-qr', 'Quét mã ở cửa hàng, tên người nhận hiện ra là người lạ. Bạn làm gì?', ['Dừng lại, báo người bán', 'Cứ chuyển', 'Chuyển một nửa'], ''),
  one('c07', 'ma-qr', 'VietQR dùng được với ngân hàng nào?', ['Các ngân hàng ở Việt Nam tham gia mã chung', 'Chỉ một ngân hàng', 'Chỉ ngân hàng nước ngoài'], ''),
  one('c08', 'ma-qr', 'Vì sao người bán nên tự quét thử mã của mình mỗi sáng?', ['Vì kẻ gian có thể dán mã khác đè lên', 'Để máy khỏi hỏng', 'Để được thưởng'], ''),
  one('c09', 'ma-qr', 'Khi nào người bán giao hàng?', ['Khi thấy tiền đã vào tài khoản', 'Khi thấy ảnh chụp màn hình', 'Khi khách hứa chuyển'], ''),
  several('c10', 'giu-tai-khoan', 'Thứ nào chỉ một mình bạn được biết?', 4, ['Mật khẩu ứng dụng', 'Mã PIN', 'Mã OTP', 'Ba số mặt sau thẻ', 'Tên ngân hàng bạn dùng'], ''),
  one('c11', 'giu-tai-khoan', 'Có người trả tiền để mượn tài khoản ngân hàng của bạn. Bạn làm gì?', ['Từ chối, vì pháp luật cấm', 'Đồng ý nếu trả cao', 'Cho mượn một ngày'], ''),
  several('c12', 'giu-tai-khoan', 'Việc nào giúp tài khoản an toàn hơn?', 3, ['Khoá màn hình điện thoại', 'Đặt hạn mức chuyển tiền', 'Bật thông báo tiền ra, tiền vào', 'Ghi mật khẩu ở mặt sau điện thoại'], ''),
  one('c13', 'giu-tai-khoan', 'Nhân viên ngân hàng gọi hỏi mã OTP để “xác minh”. Đó là gì?', ['Lừa đảo, ngân hàng không hỏi mã OTP', 'Việc bình thường', 'Khuyến mại'], ''),
  several('c14', 'chieu-lua-dao', 'Dấu hiệu chung của lừa đảo là gì?', 3, ['Doạ hoặc dụ', 'Giục làm ngay, cấm hỏi ai', 'Đòi tiền hoặc đòi mã', 'Mời bạn đến trụ sở gặp trực tiếp'], ''),
  one('c15', 'chieu-lua-dao', 'Tệp .apk “VNeID bản mới” gửi qua Zalo, bạn làm gì?', ['Không cài, xoá đi', 'Cài thử rồi gỡ', 'Chuyển cho bạn bè cùng cài'], ''),
  one('c16', 'chieu-lua-dao', 'Quảng cáo đi nước ngoài làm lương rất cao, bắt nộp tiền trước. Nên làm gì?', ['Hỏi Đoàn xã, Trung tâm dịch vụ việc làm xem có giấy phép không', 'Nộp cọc giữ chỗ', 'Đưa căn cước cho họ giữ'], ''),
  one('c17', 'dung-cham-hoi', 'Muốn gọi lại ngân hàng thì dùng số nào?', ['Số in trên thẻ hoặc trong ứng dụng', 'Số vừa gọi đến', 'Số trong tin nhắn lạ'], ''),
  one('c18', 'dung-cham-hoi', 'Bạn thân nhắn Zalo vay tiền gấp. Làm gì trước?', ['Gọi số điện thoại cũ hỏi lại', 'Chuyển ngay vì gấp', 'Hỏi lại qua chính Zalo đó là đủ'], ''),
  one('c19', 'dung-cham-hoi', 'Phản ánh cuộc gọi, tin nhắn lừa đảo tới số nào?', ['156', '1900', '911'], ''),
  inOrder('c20', 'lo-bi-lua', 'Lỡ bị lừa chuyển tiền, xếp đúng thứ tự:', ['Gọi ngân hàng khoá tài khoản', 'Giữ tin nhắn, số tài khoản làm bằng chứng', 'Trình báo Công an xã'], ''),
  one('c21', 'lo-bi-lua', 'Lỡ cài ứng dụng lạ, dùng máy nào gọi ngân hàng?', ['Máy khác', 'Chính máy đó', 'Không cần gọi'], ''),
  one('c22', 'lo-bi-lua', 'Có người nhận “lấy lại tiền treo”, đòi phí trước. Đó là gì?', ['Lừa lần hai', 'Dịch vụ của công an', 'Dịch vụ của ngân hàng'], ''),
]
