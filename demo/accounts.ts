import type { RoleTypeName } from '#platform/server/access/role-types.ts'

/** Where those of Hà Giang's accounts who belong to a branch are at home, and the seat of their district. */
export const accountsVillage = {
  province: '02',
  seat: '00769',
  commune: '00781',
  place: 'thôn Pả Vi Hạ',
} as const

/** The same for all: the demonstration is no secret, and says so. */
export const demoPassword = 'XungKich-2024'

export interface DemoAccount {
  /** Its own among all: the e-mail address and the id of the log-in are made of it. */
  key: string
  /** What the account is for; `member` holds no office. */
  role: RoleTypeName | 'member'
  /** The office as an officer of the Đoàn would say it. */
  office: string
  name: string
  sex: 'male' | 'female'
  group: 'Mông' | 'Tày' | 'Nùng' | 'Kinh'
  /** `+84300000001`, typed as 0300 000 001; in a range that no operator has. */
  phone: string
  email: string
  password: string
}

const account = (
  number: number,
  role: DemoAccount['role'],
  office: string,
  name: string,
  sex: DemoAccount['sex'],
  group: DemoAccount['group'],
  key: string = role,
): DemoAccount => ({
  key,
  role,
  office,
  name,
  sex,
  group,
  phone: `+843000000${String(number).padStart(2, '0')}`,
  email: `${key.replaceAll('_', '.')}@xungkich.example`,
  password: demoPassword,
})

/** Of Hà Giang: one account for each type of role, and one for a member without an office. */
export const demoAccounts: readonly DemoAccount[] = [
  account(1, 'province_secretary', 'Bí thư Tỉnh đoàn', 'Nông Thị Bích Hạnh', 'female', 'Tày'),
  account(2, 'province_officer', 'Cán bộ Tỉnh đoàn', 'Lù Quang Vinh', 'male', 'Nùng'),
  account(3, 'province_inspector', 'Cán bộ kiểm tra Tỉnh đoàn', 'Nguyễn Thu Hà', 'female', 'Kinh'),
  account(4, 'district_secretary', 'Bí thư Huyện đoàn Mèo Vạc', 'Vừ Thị Mai', 'female', 'Mông'),
  account(5, 'commune_secretary', 'Bí thư Đoàn xã Pả Vi', 'Giàng Mí Pó', 'male', 'Mông'),
  account(6, 'commune_officer', 'Cán bộ Đoàn xã Pả Vi', 'Hoàng Thị Duyên', 'female', 'Tày'),
  account(7, 'branch_secretary', 'Bí thư Chi đoàn thôn Pả Vi Hạ', 'Vàng Mí Sình', 'male', 'Mông'),
  account(8, 'branch_deputy', 'Phó Bí thư Chi đoàn thôn Pả Vi Hạ', 'Ly Thị Mỷ', 'female', 'Mông'),
  account(9, 'field_volunteer', 'Tình nguyện viên xã Pả Vi', 'Thò Mí Nô', 'male', 'Mông'),
  account(10, 'member', 'Đoàn viên Chi đoàn thôn Pả Vi Hạ', 'Sùng Thị Dợ', 'female', 'Mông'),
]

/**
 * Those of Tuyên Quang, which are there where both provinces are: its secretary, and who is charged
 * with the merger and therefore holds the office at both provinces.
 */
export const mergerAccounts: readonly DemoAccount[] = [
  account(
    11,
    'province_secretary',
    'Bí thư Tỉnh đoàn Tuyên Quang',
    'Ma Thị Hồng Gấm',
    'female',
    'Tày',
    'tuyenquang_secretary',
  ),
  account(
    12,
    'province_officer',
    'Cán bộ chuẩn bị sáp nhập hai Tỉnh đoàn',
    'Trần Quốc Khánh',
    'male',
    'Kinh',
    'merger_officer',
  ),
  account(
    13,
    'province_secretary',
    'Bí thư phụ trách sáp nhập hai Tỉnh đoàn',
    'Hoàng Trung Kiên',
    'male',
    'Tày',
    'merger_secretary',
  ),
]
