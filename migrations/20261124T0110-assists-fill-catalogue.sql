-- What people are helped with, and the public services that a commune's people ask for most. Names as
-- the national public service portal and its commune counters use them; later changes are new dates.
insert into assists.service (code, name_vi, name_en, icon, needs_procedure, rank) values
  ('eid_level_1', 'Định danh điện tử mức 1', 'Electronic identity, level 1', 'person', false, 10),
  ('eid_level_2', 'Kích hoạt định danh mức 2', 'Electronic identity, level 2 activated', 'person-check', false, 20),
  ('online_service', 'Dịch vụ công trực tuyến', 'Online public service', 'document', true, 30),
  ('digital_signature', 'Chữ ký số cá nhân', 'Personal digital signature', 'signature', false, 40),
  ('payment_account', 'Tài khoản thanh toán', 'Payment account', 'payment', false, 50),
  ('citizen_app', 'Ứng dụng công dân số', 'Digital-citizen app', 'device', false, 60),
  ('other', 'Hỗ trợ khác', 'Other help', 'hand', false, 90);

insert into assists.procedure (code, name_vi, name_en, rank) values
  ('birth_bundle', 'Khai sinh, thường trú, thẻ BHYT cho trẻ dưới 6 tuổi (liên thông)', 'Birth, residence and health insurance of a child under 6 (one application)', 10),
  ('birth_registration', 'Đăng ký khai sinh', 'Birth registration', 20),
  ('birth_late', 'Đăng ký lại hoặc đăng ký muộn khai sinh', 'Late or renewed birth registration', 30),
  ('civil_status_extract', 'Cấp bản sao trích lục hộ tịch', 'Extract of a civil status record', 40),
  ('civil_status_correction', 'Thay đổi, cải chính, bổ sung thông tin hộ tịch', 'Correction of a civil status record', 50),
  ('marriage_registration', 'Đăng ký kết hôn', 'Marriage registration', 60),
  ('marital_status', 'Cấp giấy xác nhận tình trạng hôn nhân', 'Certificate of marital status', 70),
  ('parent_recognition', 'Đăng ký nhận cha, mẹ, con', 'Recognition of a parent or child', 80),
  ('death_bundle', 'Khai tử, xóa thường trú, mai táng phí (liên thông)', 'Death, residence and funeral grant (one application)', 90),
  ('death_registration', 'Đăng ký khai tử', 'Death registration', 100),
  ('permanent_residence', 'Đăng ký thường trú', 'Permanent residence registration', 110),
  ('temporary_residence', 'Đăng ký tạm trú, gia hạn tạm trú', 'Temporary residence registration', 120),
  ('stay_notice', 'Thông báo lưu trú, khai báo tạm vắng', 'Notice of a stay or an absence', 130),
  ('residence_confirmation', 'Xác nhận thông tin về cư trú', 'Confirmation of residence', 140),
  ('identity_card', 'Cấp, đổi, cấp lại thẻ căn cước', 'Identity card', 150),
  ('passport', 'Cấp hộ chiếu phổ thông', 'Passport', 160),
  ('driving_licence', 'Đổi giấy phép lái xe', 'Driving licence renewal', 170),
  ('vehicle_registration', 'Đăng ký xe mô tô, xe máy', 'Motorcycle registration', 180),
  ('traffic_fine', 'Nộp phạt vi phạm giao thông', 'Payment of a traffic fine', 190),
  ('criminal_record', 'Cấp phiếu lý lịch tư pháp', 'Criminal record certificate', 200),
  ('certified_copy', 'Chứng thực bản sao từ bản chính', 'Certified copy', 210),
  ('certified_signature', 'Chứng thực chữ ký', 'Certified signature', 220),
  ('health_insurance', 'Đăng ký, gia hạn bảo hiểm y tế hộ gia đình', 'Household health insurance', 230),
  ('health_insurance_card', 'Cấp lại, đổi thông tin thẻ bảo hiểm y tế', 'Health insurance card', 240),
  ('social_insurance', 'Đăng ký bảo hiểm xã hội tự nguyện', 'Voluntary social insurance', 250),
  ('unemployment_benefit', 'Hưởng trợ cấp thất nghiệp', 'Unemployment benefit', 260),
  ('social_allowance', 'Trợ cấp xã hội, trợ cấp hưu trí xã hội hằng tháng', 'Monthly social allowance', 270),
  ('disability_confirmation', 'Xác định mức độ khuyết tật', 'Confirmation of a disability', 280),
  ('poor_household', 'Công nhận hộ nghèo, hộ cận nghèo', 'Recognition as a poor or near-poor household', 290),
  ('merit_benefits', 'Chế độ người có công', 'Benefits for people of merit', 300),
  ('land_certificate', 'Đăng ký đất đai, cấp giấy chứng nhận', 'Land registration and certificate', 310),
  ('household_business', 'Đăng ký hộ kinh doanh', 'Household business registration', 320),
  ('electricity', 'Cấp điện mới, đổi tên hợp đồng điện', 'Electricity connection or contract', 330),
  ('school_enrolment', 'Đăng ký tuyển sinh đầu cấp', 'School enrolment', 340),
  ('exam_registration', 'Đăng ký dự thi tốt nghiệp, xét tuyển đại học', 'Graduation exam and university application', 350),
  ('other', 'Thủ tục khác', 'Another procedure', 900);

/* Deletes what was kept only to call citizens back, once its day has come; run every day. */
create function assists.forget_due(on_day date) returns int
  language plpgsql security definer set search_path = '' as $$
declare
  forgotten int;
begin
  delete from assists.callback where delete_after < on_day;
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;
revoke all on function assists.forget_due from public;
grant execute on function assists.forget_due to xungkich_app;

-- What was recorded by mistake is no reason to keep a citizen's number.
create policy organiser_or_recorder_forgets on assists.callback for delete
  using (recorded_by = (select access.person_id())
         or unit_id in (select access.reachable('campaigns.write')));
grant delete on assists.callback to xungkich_app;
