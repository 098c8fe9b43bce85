-- What the front door shows of modules that were there before it: activities by their organiser's choice,
-- published ideas, the procedures that people are helped with, and the figures of the movement.
alter table campaigns.activity add column is_public boolean not null default false;
grant update (is_public) on campaigns.activity to xungkich_app;

/* An activity that its organiser shows to everybody; also once it is over, so that no link breaks. */
create function campaigns.public_activity(wanted uuid)
  returns table (id uuid, name text, place text, held_on date, starts_at timestamptz, ends_at timestamptz, state text,
                 unit_id uuid, unit_name text, campaign_name text, theme text)
  language sql stable security definer set search_path = '' as $$
  select a.id, a.name, a.place, a.held_on, a.starts_at, a.ends_at,
         case when c.state = 'cancelled' then 'cancelled' else a.state end, a.unit_id, v.name, c.name, c.theme
    from campaigns.activity a
    join campaigns.campaign c on c.id = a.campaign_id
    left join lateral (select u.name from units.unit_version u where u.unit_id = a.unit_id
                        order by u.valid_from <= a.held_on desc, u.valid_from desc limit 1) v on true
   where a.id = wanted and a.is_public
$$;

/* The activities of the index as they are now; for what was there before the index was. Returns how many. */
create function campaigns.index_public() returns int
  language sql volatile security definer set search_path = '' as $$
  with put as (
    insert into platform.public_entry (kind, id, title, summary, address, unit_id, place, starts_on, ends_on, public_at)
    select 'activity', a.id::text, a.name, left(c.name, 600), '/events/' || a.id, a.unit_id, a.place, a.held_on, a.held_on, a.created_at
      from campaigns.activity a join campaigns.campaign c on c.id = a.campaign_id
     where a.is_public and a.held_on >= platform.today() and a.state in ('planned', 'open') and c.state in ('planned', 'open')
    on conflict (kind, id) do nothing returning 1)
  select count(*)::int from put
$$;

/* The same for published ideas. */
create function ideas.index_public() returns int
  language sql volatile security definer set search_path = '' as $$
  with put as (
    insert into platform.public_entry (kind, id, title, summary, address, unit_id, place, public_at)
    select 'idea', i.id::text, left(i.title, 300), left(i.problem, 600), '/gallery/' || i.id, i.home_unit_id, i.public_place,
           i.published_on::timestamp at time zone 'Asia/Ho_Chi_Minh'
      from ideas.idea i where i.is_public
    on conflict (kind, id) do nothing returning 1)
  select count(*)::int from put
$$;
select ideas.index_public();
revoke all on function campaigns.public_activity, campaigns.index_public, ideas.index_public from public;
grant execute on function campaigns.public_activity to xungkich_app;

-- Other words by which people ask for a procedure, besides its name.
insert into platform.public_entry (kind, id, title, summary, keywords, address, public_at)
select 'procedure', p.code, p.name_vi, w.summary, p.name_en || ' ' || coalesce(w.words, ''), '/procedures/' || p.code, timestamptz '2026-11-28 00:00+07'
  from assists.procedure p
  left join (values
    ('birth_registration', 'Trong 60 ngày kể từ ngày sinh; không mất lệ phí.', 'giấy khai sinh trẻ em con mới sinh'),
    ('birth_bundle', 'Một lần nộp được ba việc: giấy khai sinh, thường trú và thẻ bảo hiểm y tế của con.', 'giấy khai sinh hộ khẩu bhyt trẻ em'),
    ('birth_late', null, 'giấy khai sinh mất bản chính làm lại'),
    ('civil_status_extract', 'Bản sao giấy khai sinh, kết hôn, khai tử từ sổ hộ tịch.', 'bản sao giấy khai sinh sao lục'),
    ('civil_status_correction', null, 'sửa tên đổi họ chữ đệm ngày sinh dân tộc sai giấy tờ'),
    ('marriage_registration', 'Nam từ đủ 20 tuổi, nữ từ đủ 18 tuổi; cả hai cùng có mặt khi ký.', 'cưới lấy vợ lấy chồng giấy đăng ký kết hôn'),
    ('marital_status', null, 'giấy độc thân'),
    ('death_registration', null, 'giấy chứng tử báo tử'),
    ('permanent_residence', 'Thay cho sổ hộ khẩu trước đây; nộp tại công an xã hoặc trên mạng.', 'nhập hộ khẩu sổ hộ khẩu cư trú công an'),
    ('temporary_residence', 'Khi đến ở nơi khác từ 30 ngày trở lên.', 'kt3 sổ tạm trú đi làm khu công nghiệp cư trú'),
    ('stay_notice', null, 'khách ngủ lại homestay tạm vắng'),
    ('residence_confirmation', null, 'ct07 giấy xác nhận cư trú'),
    ('identity_card', 'Từ đủ 14 tuổi phải có thẻ; đổi thẻ khi đủ 14, 25, 40 và 60 tuổi.', 'cccd căn cước công dân cmnd chứng minh thư gắn chip vneid định danh'),
    ('passport', 'Nộp trên mạng bằng tài khoản định danh mức 2, nhận tại nhà.', 'hộ chiếu đi nước ngoài xuất khẩu lao động'),
    ('driving_licence', 'Đổi bằng lái trên mạng, nhận qua bưu điện.', 'bằng lái xe gplx'),
    ('vehicle_registration', null, 'biển số xe máy cà vẹt sang tên'),
    ('traffic_fine', 'Tra cứu và nộp phạt trên mạng, không phải đi lại.', 'phạt nguội biên bản csgt'),
    ('criminal_record', 'Cần khi xin việc, đi làm việc ở nước ngoài.', 'lý lịch tư pháp đi lao động nước ngoài xin việc'),
    ('certified_copy', 'Làm tại bất kỳ xã, phường nào, không phụ thuộc nơi cư trú.', 'công chứng sao y photo dấu đỏ'),
    ('certified_signature', null, 'sơ yếu lý lịch xác nhận chữ ký'),
    ('health_insurance', 'Người thứ hai trong hộ trở đi đóng ít hơn.', 'bhyt thẻ bảo hiểm y tế mua bảo hiểm gia hạn'),
    ('health_insurance_card', null, 'bhyt mất thẻ sai thông tin'),
    ('social_insurance', 'Đóng theo mức mình chọn, Nhà nước hỗ trợ một phần.', 'bhxh lương hưu'),
    ('unemployment_benefit', 'Nộp trong 3 tháng kể từ ngày nghỉ việc.', 'bảo hiểm thất nghiệp nghỉ việc mất việc'),
    ('social_allowance', null, 'bảo trợ xã hội người già trẻ mồ côi trợ cấp hằng tháng'),
    ('poor_household', null, 'hộ nghèo cận nghèo xét nghèo'),
    ('land_certificate', null, 'sổ đỏ bìa đỏ quyền sử dụng đất sang tên'),
    ('household_business', 'Mở quán, làm homestay, bán hàng thường xuyên thì đăng ký tại xã.', 'giấy phép kinh doanh mở quán homestay cửa hàng'),
    ('electricity', null, 'mắc điện công tơ'),
    ('school_enrolment', null, 'vào lớp 1 lớp 6 lớp 10 mầm non')
  ) w (code, summary, words) on w.code = p.code
 where p.code <> 'other' and p.valid_to is null;

/*
 * What the front page says of the whole movement, counted from records up to a day: of everything that has
 * nothing above it. No figure of a unit or of a person can be asked for here.
 */
create function indicators.public_figures(on_day date) returns table (indicator text, value bigint)
  language sql stable security definer set search_path = '' as $$
  with root as (
    select distinct v.unit_id from units.unit_version v
     where v.parent_id is null and v.valid_from <= on_day and (v.valid_to is null or v.valid_to > on_day)
  )
  select f.indicator, sum(f.value)::bigint
    from root
    cross join lateral (
      select t.indicator, t.value
        from indicators.total(root.unit_id, array['members', 'people_helped', 'activities', 'ideas_proposed', 'ideas_published'], '-infinity', on_day, 'then') t
      union all
      select 'youths', s.youths from indicators.youth_statistics(root.unit_id, on_day, 'then') s
    ) f
   group by f.indicator
$$;
revoke all on function indicators.public_figures from public;
grant execute on function indicators.public_figures to xungkich_app;
