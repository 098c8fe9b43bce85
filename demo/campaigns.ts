import { addDays, type IsoDay } from '#platform/days.ts'
import { accountsVillage } from './accounts.ts'
import type { PeakDay } from './provinces/index.ts'
import { apportion, type Random, seeded } from './random.ts'
import { type DemoCommune, type DemoDistrict, type DemoTree, where } from './tree.ts'

export interface PlannedCampaign {
  /** In words of its own, from which its ids are made. */
  key: string
  name: string
  theme: string | null
  startsOn: IsoDay
  endsOn: IsoDay
  activities: PlannedActivity[]
}

export interface PlannedActivity {
  district: DemoDistrict
  commune: DemoCommune
  name: string
  place: string
  heldOn: IsoDay
  isPeakDay: boolean
  /** Different members who come, and citizens whom they help; of coming activities those expected. */
  members: number
  citizens: number
  /** The accounts of the demonstration are in its team. */
  withAccounts: boolean
}

/** All campaigns of a province up to the day of loading, and the one that is going on then. */
export function campaignsOf(tree: DemoTree, today: IsoDay): PlannedCampaign[] {
  const { peakDay } = tree.profile.fieldWork
  const peakDays = peakDay ? [peakDayOf(tree, peakDay)] : []
  return [...peakDays, ...summers(tree, today), goingOn(tree, today)]
}

const peakDayOn = '2023-08-12'

function peakDayOf(tree: DemoTree, peakDay: PeakDay): PlannedCampaign {
  const random = seeded(`peak day of ${tree.number}`)
  const places = tree.districts.flatMap((district) =>
    largest(district, district.profile.peakDayActivities ?? 0).map((commune) => ({
      district,
      commune,
    })),
  )
  const weights = places.map(({ commune }) => commune.weight * (0.8 + 0.4 * random.next()) + 2)
  const members = apportion(peakDay.participants, weights, 8)
  const citizens = apportion(peakDay.peopleHelped, weights, 150)
  return {
    key: 'peak day 2023',
    name: 'Chiến sĩ tình nguyện vì đô thị văn minh và hỗ trợ người dân thực hiện dịch vụ công trực tuyến, giải quyết thủ tục hành chính',
    theme: 'Ngày cao điểm năm 2023',
    startsOn: peakDayOn,
    endsOn: peakDayOn,
    activities: places.map((place, index) => ({
      ...place,
      name: `Hỗ trợ người dân làm dịch vụ công trực tuyến tại ${where(place.commune)}`,
      place: `Bộ phận Một cửa, UBND ${where(place.commune)}`,
      heldOn: peakDayOn,
      isPeakDay: true,
      members: members[index]!,
      citizens: citizens[index]!,
      withAccounts: false,
    })),
  }
}

/** The summer campaigns that are over, the first of them that of the article. */
function summers(tree: DemoTree, today: IsoDay): PlannedCampaign[] {
  const { theme, firstSummer, laterSummers } = tree.profile.fieldWork
  const campaigns: PlannedCampaign[] = []
  for (let year = 2023; `${year}-09-01` <= today; year++) {
    const random = seeded(`summer ${year} of ${tree.number}`)
    // In the year of the article in more communes than in the others.
    const share = year === 2023 ? firstSummer : laterSummers
    campaigns.push({
      key: `summer ${year}`,
      name:
        year === 2023
          ? `Chiến dịch Thanh niên tình nguyện hè 2023 “${theme}”`
          : `Chiến dịch Thanh niên tình nguyện hè ${year}`,
      theme: year === 2023 ? theme : `Chung tay chuyển đổi số cộng đồng, hè ${year}`,
      startsOn: `${year}-06-01`,
      endsOn: `${year}-08-31`,
      activities: everyCommune(tree)
        .filter(() => random.chance(share))
        .map((place) =>
          activityAt(
            random,
            place,
            addDays(`${year}-06-03`, 7 * random.int(0, 12) + random.int(0, 1)),
          ),
        ),
    })
  }
  return campaigns
}

/** A campaign about the day of loading: what is over, what is on today, and what comes. */
function goingOn(tree: DemoTree, today: IsoDay): PlannedCampaign {
  const random = seeded(`going on in ${tree.number}`)
  const communes = everyCommune(tree)
  const home = communes.find(({ commune }) => commune.gazetteer.code === accountsVillage.commune)
  const days = [-14, -13, -7, -6, 0, 1, 2, 4, 7]
  const activities = communes
    .filter((place) => place !== home && random.chance(tree.profile.fieldWork.goingOn))
    .map((place) => activityAt(random, place, addDays(today, random.pick(days))))
  const atHome = home
    ? [-7, 0, 1, 2, 7].map((days) => ({
        ...activityAt(random, home, addDays(today, days)),
        withAccounts: true,
      }))
    : []
  return {
    key: 'going on',
    name: 'Đợt cao điểm thanh niên hỗ trợ người dân sử dụng dịch vụ số',
    theme: 'Đâu cần thanh niên có, đâu khó có thanh niên',
    startsOn: addDays(today, -21),
    endsOn: addDays(today, 28),
    activities: [...atHome, ...activities],
  }
}

interface Place {
  district: DemoDistrict
  commune: DemoCommune
}

const everyCommune = (tree: DemoTree): Place[] =>
  tree.districts.flatMap((district) => district.communes.map((commune) => ({ district, commune })))

const largest = (district: DemoDistrict, count: number): DemoCommune[] =>
  [...district.communes].sort((one, other) => other.weight - one.weight).slice(0, count)

const works = [
  'Hỗ trợ kích hoạt định danh điện tử',
  'Hướng dẫn nộp hồ sơ dịch vụ công trực tuyến',
  'Tổ công nghệ số cộng đồng về thôn',
  'Hướng dẫn thanh toán không dùng tiền mặt',
  'Cài đặt ứng dụng Công dân số',
  'Phiên chợ số',
]

function activityAt(random: Random, place: Place, heldOn: IsoDay): PlannedActivity {
  const branch = random.pick(place.commune.branches.filter((each) => each.place))
  const work = random.pick(works)
  const inVillage = random.chance(0.6)
  const members = random.int(7, 17)
  return {
    ...place,
    name: `${work} tại ${inVillage ? branch.place : where(place.commune)}`,
    place: inVillage
      ? `Nhà văn hoá ${branch.place}, ${where(place.commune)}`
      : random.pick([
          `Chợ trung tâm ${where(place.commune)}`,
          `Bộ phận Một cửa, UBND ${where(place.commune)}`,
        ]),
    heldOn,
    isPeakDay: false,
    members,
    citizens: members * random.int(3, 7),
    withAccounts: false,
  }
}
