import type { Question } from '../../shapes.ts'
import { inOrder, one, several } from '../course.ts'

export const practice: Question[] = [
  one('thu-1', 'dinh-danh-la-gi', 'Ứng dụng nào dùng tài khoản định danh điện tử?', ['VNeID', 'Zalo', 'Ứng dụng của ngân hàng'], 'Tài khoản định danh điện tử dùng trên VNeID, do cơ quan công an cấp.'),
  one('thu-2', 'hai-muc-do', 'Muốn có mức độ 2 phải làm gì?', ['Đến cơ quan công an để đối chiếu khuôn mặt, vân tay', 'Bấm vào đường liên kết trong tin nhắn', 'Nộp tiền cho người làm nhanh'], 'Mức độ 2 phải đối chiếu trực tiếp, không làm qua tin nhắn được.'),
  several('thu-3', 'chuan-bi', 'Đi làm mức độ 2 nên mang theo gì?', 2, ['Thẻ căn cước', 'Số điện thoại của chính mình đang dùng', 'Tiền để nộp phí', 'Mật khẩu ngân hàng'], 'Cần thẻ căn cước và số điện thoại của mình. Tài khoản không mất tiền.'),
  inOrder('thu-4', 'kich-hoat', 'Xếp đúng thứ tự khi kích hoạt:', ['Cài VNeID từ kho ứng dụng', 'Nhập số định danh và số điện thoại', 'Nhập mã OTP', 'Đặt mật khẩu'], 'Cài, nhập số, nhập mã, rồi mới đặt mật khẩu.'),
  one('thu-5', 'dung-an-toan', 'Bà con nhờ bạn nhập giúp mật khẩu VNeID. Bạn làm gì?', ['Hướng dẫn bà con tự nhập, mình quay đi', 'Nhập giúp cho nhanh', 'Ghi mật khẩu vào sổ để lần sau nhớ'], 'Mật khẩu chỉ một mình chủ tài khoản biết.'),
]

export const bank: Question[] = [
  one('c01', 'dinh-danh-la-gi', 'Cơ quan nào cấp tài khoản định danh điện tử cho công dân?', ['Cơ quan công an', 'Ngân hàng', 'Nhà mạng di động', 'Bưu điện'], ''),
  one('c02', 'dinh-danh-la-gi', 'Làm tài khoản định danh điện tử tốn bao nhiêu tiền?', ['Không mất tiền', 'Trả theo mức độ', 'Trả cho người hướng dẫn', 'Trả cho nhà mạng'], ''),
  one('c03', 'dinh-danh-la-gi', 'Nên cài VNeID từ đâu?', ['Kho ứng dụng có sẵn trong máy', 'Tệp người quen gửi qua Zalo', 'Đường liên kết trong tin nhắn', 'Trang web bất kỳ tìm được'], ''),
  one('c04', 'hai-muc-do', 'Nghị định nào quy định về định danh và xác thực điện tử, có hiệu lực từ 01/7/2024?', ['Nghị định 69/2024/NĐ-CP', 'Nghị định 13/2023/NĐ-CP', 'Nghị định 30/2020/NĐ-CP'], ''),
  one('c05', 'hai-muc-do', 'Công dân từ đủ bao nhiêu tuổi, đã có thẻ căn cước, được cấp tài khoản mức độ 1 và 2?', ['14 tuổi', '16 tuổi', '18 tuổi', '20 tuổi'], ''),
  one('c06', 'hai-muc-do', 'Em bé 9 tuổi có được cấp tài khoản không?', ['Được, khi có nhu cầu, do cha mẹ hoặc người giám hộ đăng ký', 'Không, phải chờ đủ 14 tuổi', 'Được, em tự đăng ký một mình'], ''),
  several('c07', 'hai-muc-do', 'Điều nào đúng với mức độ 2?', 2, ['Phải đến cơ quan công an', 'Có đối chiếu khuôn mặt và vân tay', 'Đăng ký xong hoàn toàn tại nhà', 'Người khác làm thay được'], ''),
  one('c08', 'hai-muc-do', 'Có tin nhắn: “Bấm vào đây để nâng lên mức độ 2”. Đó là gì?', ['Lừa đảo', 'Tin của công an', 'Tin của nhà mạng', 'Tiện ích của VNeID'], ''),
  one('c09', 'chuan-bi', 'Bà con chưa có điện thoại thông minh thì sao?', ['Vẫn đăng ký mức độ 2, khi có máy thì kích hoạt', 'Không được đăng ký', 'Phải dùng tài khoản của con cháu'], ''),
  one('c10', 'chuan-bi', 'Số điện thoại dùng để đăng ký nên là số nào?', ['Số của chính mình, đang dùng được', 'Số của trưởng thôn', 'Số bất kỳ, vì không cần nhận tin', 'Số của tình nguyện viên'], ''),
  one('c11', 'chuan-bi', 'Có thể đăng ký mức độ 2 ở đâu?', ['Công an xã, phường hoặc nơi làm thủ tục căn cước', 'Chi nhánh ngân hàng', 'Cửa hàng điện thoại', 'Nhà văn hoá thôn vào bất kỳ lúc nào, không cần công an'], ''),
  inOrder('c12', 'tai-cong-an-xa', 'Xếp đúng thứ tự tại Công an xã:', ['Đưa thẻ căn cước, nói việc cần làm', 'Đọc số điện thoại và kiểm tra lại', 'Chụp ảnh khuôn mặt, lấy vân tay', 'Xem lại phiếu, nhận hẹn kết quả'], ''),
  one('c13', 'tai-cong-an-xa', 'Lỗi hay gặp nhất khiến không nhận được kết quả là gì?', ['Ghi sai số điện thoại', 'Không mang ảnh thẻ', 'Đi vào buổi sáng', 'Không có thư điện tử'], ''),
  one('c14', 'tai-cong-an-xa', 'Thấy ngày sinh trên máy khác giấy khai sinh, bạn làm gì?', ['Hỏi cán bộ cách chỉnh thông tin trước khi làm tiếp', 'Cứ làm, sau này sửa', 'Nhờ người sửa trên mạng'], ''),
  inOrder('c15', 'kich-hoat', 'Xếp đúng thứ tự kích hoạt VNeID:', ['Cài ứng dụng', 'Nhập số định danh và số điện thoại', 'Nhập mã OTP', 'Đặt mật khẩu và mã khoá'], ''),
  one('c16', 'kich-hoat', 'Số định danh cá nhân có bao nhiêu chữ số?', ['12', '9', '10', '16'], ''),
  several('c17', 'kich-hoat', 'Máy báo khuôn mặt không khớp, nên làm gì?', 2, ['Ra chỗ đủ sáng', 'Bỏ khẩu trang, kính, mũ', 'Nhờ người khác đưa mặt vào thay', 'Gửi ảnh thẻ cho người lạ nhờ làm hộ'], ''),
  one('c18', 'kich-hoat', 'Mã OTP gửi về máy thì đọc cho ai?', ['Không đọc cho ai', 'Cán bộ gọi điện hỏi', 'Tình nguyện viên', 'Nhân viên nhà mạng'], ''),
  several('c19', 'dung-an-toan', 'Mất điện thoại có VNeID, cần làm gì?', 3, ['Gọi tổng đài khoá tài khoản', 'Báo Công an xã', 'Báo nhà mạng khoá SIM', 'Đăng số căn cước lên mạng xã hội nhờ tìm'], ''),
  several('c20', 'dung-an-toan', 'Tình nguyện viên không được làm việc nào?', 3, ['Ghi lại mật khẩu của bà con', 'Chụp ảnh thẻ căn cước của bà con', 'Giữ thẻ căn cước của bà con', 'Hẹn lại bà con ngày đến Công an xã'], ''),
]
