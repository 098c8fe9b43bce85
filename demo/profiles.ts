import { choice, type Random, type Weighted } from './random.ts'
import type { Gathering } from './tree.ts'

type Choice<Item> = (random: Random) => Item

/** What the people of a kind of branch are like. */
export interface Profile {
  /** Age on the day of the figures. */
  age: Choice<number>
  /** Nobody is here younger than this: they were in their village before. */
  comesAt: number
  /** From which age on people leave for good. */
  leavesAt: number
  femaleShare: number
  occupation: Choice<string>
  education: Choice<string>
  professionalLevel: Choice<string | null>
  politicalTheory: Choice<string | null>
  residenceStatus: Choice<'at_home' | 'studying_away' | 'working_away'>
  partyStatus: Choice<'none' | 'candidate' | 'probationary' | 'full'>
  /** More or fewer of them use the citizen's app than the district's average. */
  appBonus: number
  digitalSignature: number
}

const ages = (from: number, weights: readonly number[]): Choice<number> =>
  choice(weights.map((weight, index) => [from + index, weight] as const))

const evenly = <Item>(...items: Item[]): Choice<Item> =>
  choice(items.map((item) => [item, 1] as const))
const by = <Item>(...table: Weighted<Item>): Choice<Item> => choice(table)
const always =
  <Item>(item: Item): Choice<Item> =>
  () =>
    item

const atHome = always('at_home' as const)
const official = {
  age: ages(22, [3, 5, 7, 9, 10, 10, 9, 8, 7, 5, 3, 2]),
  comesAt: 22,
  leavesAt: 32,
  femaleShare: 0.46,
  education: always('12/12'),
  professionalLevel: by<string | null>(
    ['Đại học', 72],
    ['Cao đẳng', 16],
    ['Thạc sĩ', 8],
    ['Trung cấp', 4],
  ),
  politicalTheory: by<string | null>([null, 40], ['Sơ cấp', 38], ['Trung cấp', 22]),
  residenceStatus: atHome,
  partyStatus: by(['none', 30], ['candidate', 14], ['probationary', 10], ['full', 46]),
  appBonus: 0.14,
  digitalSignature: 0.62,
} satisfies Omit<Profile, 'occupation'>

export const profiles: Record<Gathering, Profile> = {
  village: {
    age: ages(16, [4, 7, 9, 10, 10, 9, 9, 8, 8, 7, 6, 6, 5, 4, 3]),
    comesAt: 16,
    leavesAt: 30,
    femaleShare: 0.44,
    occupation: by(
      ['Làm nông nghiệp', 46],
      ['Lao động tự do', 20],
      ['Công nhân', 12],
      ['Buôn bán nhỏ', 7],
      ['Sinh viên', 7],
      ['Dịch vụ du lịch', 5],
      ['Thợ xây', 3],
    ),
    education: by(
      ['12/12', 44],
      ['9/12', 30],
      ['11/12', 5],
      ['10/12', 6],
      ['8/12', 4],
      ['7/12', 4],
      ['6/12', 3],
      ['5/12', 4],
    ),
    professionalLevel: by<string | null>(
      [null, 78],
      ['Sơ cấp nghề', 9],
      ['Trung cấp', 7],
      ['Cao đẳng', 3],
      ['Đại học', 3],
    ),
    politicalTheory: by<string | null>([null, 94], ['Sơ cấp', 6]),
    residenceStatus: by(['at_home', 62], ['studying_away', 12], ['working_away', 26]),
    partyStatus: by(['none', 86], ['candidate', 8], ['probationary', 2], ['full', 4]),
    appBonus: -0.07,
    digitalSignature: 0.05,
  },
  class: {
    age: always(17),
    comesAt: 15,
    leavesAt: 30,
    femaleShare: 0.54,
    occupation: always('Học sinh'),
    education: evenly('10/12', '11/12'),
    professionalLevel: always(null),
    politicalTheory: always(null),
    residenceStatus: by(['at_home', 70], ['studying_away', 30]),
    partyStatus: by(['none', 96], ['candidate', 4]),
    appBonus: 0.08,
    digitalSignature: 0.02,
  },
  teachers: {
    ...official,
    femaleShare: 0.72,
    occupation: always('Giáo viên'),
    professionalLevel: by<string | null>(
      ['Đại học sư phạm', 68],
      ['Cao đẳng sư phạm', 28],
      ['Thạc sĩ', 4],
    ),
  },
  commune_office: {
    ...official,
    occupation: by(['Công chức xã', 60], ['Cán bộ không chuyên trách', 40]),
    leavesAt: 34,
  },
  police: { ...official, femaleShare: 0.12, occupation: always('Công an') },
  militia: {
    ...official,
    age: ages(19, [5, 8, 9, 9, 9, 8, 7, 6, 5, 4]),
    comesAt: 18,
    femaleShare: 0.08,
    occupation: by(['Dân quân', 80], ['Sĩ quan quân đội', 20]),
    professionalLevel: by<string | null>([null, 60], ['Trung cấp', 25], ['Đại học', 15]),
    digitalSignature: 0.1,
  },
  health: {
    ...official,
    femaleShare: 0.64,
    occupation: by(['Y sĩ', 40], ['Điều dưỡng', 34], ['Bác sĩ', 14], ['Dược sĩ', 12]),
    professionalLevel: by<string | null>(
      ['Cao đẳng y', 52],
      ['Đại học y', 26],
      ['Trung cấp y', 22],
    ),
  },
  district_office: {
    ...official,
    occupation: by(['Công chức', 56], ['Viên chức', 44]),
    leavesAt: 34,
  },
  province_office: {
    ...official,
    occupation: by(['Công chức', 58], ['Viên chức', 42]),
    professionalLevel: by<string | null>(['Đại học', 74], ['Thạc sĩ', 22], ['Cao đẳng', 4]),
    leavesAt: 34,
    digitalSignature: 0.74,
  },
  enterprise: {
    ...official,
    age: ages(19, [3, 5, 7, 8, 9, 9, 8, 8, 7, 6, 5, 4]),
    comesAt: 18,
    femaleShare: 0.42,
    occupation: by(
      ['Công nhân', 52],
      ['Kỹ thuật viên', 16],
      ['Kinh doanh', 16],
      ['Kế toán', 10],
      ['Chủ doanh nghiệp', 6],
    ),
    professionalLevel: by<string | null>(
      [null, 34],
      ['Trung cấp', 22],
      ['Cao đẳng', 20],
      ['Đại học', 24],
    ),
    politicalTheory: by<string | null>([null, 88], ['Sơ cấp', 12]),
    partyStatus: by(['none', 74], ['candidate', 12], ['probationary', 4], ['full', 10]),
    digitalSignature: 0.3,
  },
}
