import type pg from 'pg'
import { addDays, type IsoDay } from '#platform/days.ts'
import { copyRows } from './copy-rows.ts'
import { idsOf } from './ids.ts'
import { fictitiousPhone } from './person-numbers.ts'

interface DemoPlace {
  kind: 'homestay' | 'guide' | 'sight' | 'festival'
  /** The commune as its Union is called at its end: `xã Pả Vi`. */
  commune: string
  name: string
  summary: string
  village?: string
  at?: readonly [latitude: number, longitude: number]
  months?: readonly number[]
  /** First day within a year, and for how many days. */
  yearly?: readonly [monthAndDay: string, days: number]
  price?: readonly [price: number, unit: 'night' | 'day' | 'ticket']
  rooms?: readonly (readonly [name: string, sleeps: number, price: number])[]
}

/** Sights and festivals are real; hosts, houses and prices are made up. */
const places: readonly DemoPlace[] = [
  {
    kind: 'sight',
    commune: 'Lũng Cú',
    name: 'Cột cờ Lũng Cú',
    summary: 'Đỉnh núi Rồng, nơi lá cờ rộng 54 m² tung bay ở cực Bắc Tổ quốc.',
    at: [23.3636, 105.3158],
    months: [3, 4, 9, 10, 11],
    price: [25_000, 'ticket'],
  },
  {
    kind: 'sight',
    commune: 'Pả Vi',
    name: 'Đèo Mã Pì Lèng',
    summary: 'Con đường Hạnh Phúc vắt trên vách đá, dưới là sông Nho Quế xanh ngọc.',
    at: [23.2447, 105.4119],
    months: [3, 4, 9, 10, 11],
  },
  {
    kind: 'sight',
    commune: 'Đồng Văn',
    name: 'Phố cổ Đồng Văn',
    summary: 'Dãy nhà tường đất hơn trăm tuổi dưới chân núi đá, chợ phiên sáng chủ nhật.',
    at: [23.2783, 105.3611],
    months: [1, 2, 3, 10, 11, 12],
  },
  {
    kind: 'sight',
    commune: 'Du Già',
    name: 'Thác Du Già',
    summary:
      'Thác nước trong rừng, bơi được; quanh thác là ruộng bậc thang của người Tày, người Mông.',
    at: [22.9019, 105.2128],
    months: [5, 6, 7, 8, 9],
  },
  {
    kind: 'festival',
    commune: 'Đồng Văn',
    name: 'Lễ hội hoa tam giác mạch',
    summary: 'Đồi hoa trên cao nguyên đá, hát dân ca, thi giã bánh dày và chợ đêm.',
    at: [23.2791, 105.3632],
    months: [10, 11, 12],
    yearly: ['11-29', 3],
  },
  {
    kind: 'festival',
    commune: 'Khâu Vai',
    name: 'Lễ hội chợ tình Khâu Vai',
    summary: 'Mỗi năm một lần người xưa gặp lại người xưa, hát giao duyên thâu đêm.',
    at: [23.0942, 105.5236],
    months: [5],
    yearly: ['05-03', 2],
  },
  {
    kind: 'homestay',
    commune: 'Lũng Cú',
    village: 'thôn Lô Lô Chải',
    name: 'Homestay Nhà Trình Tường Lô Lô Chải',
    summary: 'Nhà tường đất của người Lô Lô dưới chân cột cờ, bữa tối cùng gia đình.',
    at: [23.3589, 105.3211],
    months: [3, 4, 9, 10, 11],
    price: [350_000, 'night'],
    rooms: [
      ['Phòng đôi hướng núi', 2, 450_000],
      ['Gác tập thể', 8, 150_000],
    ],
  },
  {
    kind: 'homestay',
    commune: 'Pả Vi',
    village: 'thôn Pả Vi Hạ',
    name: 'Homestay Mèo Vạc Xanh',
    summary: 'Làng văn hoá người Mông, nhà sân rào đá, sáng nghe khèn.',
    at: [23.1897, 105.4278],
    months: [2, 3, 10, 11],
    price: [300_000, 'night'],
    rooms: [
      ['Phòng gia đình', 4, 600_000],
      ['Phòng đôi', 2, 400_000],
    ],
  },
  {
    kind: 'homestay',
    commune: 'Du Già',
    village: 'thôn Cốc Pảng',
    name: 'Nhà sàn Du Già bên suối',
    summary: 'Nhà sàn của người Tày, tắm suối, nấu cá nướng với chủ nhà.',
    at: [22.8962, 105.2081],
    months: [5, 6, 9, 10],
    price: [250_000, 'night'],
    rooms: [['Gian trong nhà sàn', 2, 250_000]],
  },
  {
    kind: 'guide',
    commune: 'Đồng Văn',
    name: 'Người dẫn đường leo núi Đồng Văn',
    summary:
      'Thanh niên trong xã đưa đi bộ qua các bản, kể chuyện cao nguyên đá, nói được tiếng Anh.',
    at: [23.281, 105.357],
    months: [1, 2, 3, 9, 10, 11, 12],
    price: [500_000, 'day'],
    rooms: [['Một ngày đi bộ', 6, 500_000]],
  },
]

const nextYearly = (monthAndDay: string, days: number, today: IsoDay): [IsoDay, IsoDay] => {
  const year = Number(today.slice(0, 4))
  const until = (start: IsoDay) => addDays(start, days - 1)
  const start = [year, year + 1]
    .map((each) => `${each}-${monthAndDay}`)
    .find((it) => until(it) >= today)
  const from = start ?? `${year + 1}-${monthAndDay}`
  return [from, until(from)]
}

/**
 * Where guests may go in Hà Giang, in the communes that this demonstration has; and that some have asked for
 * rooms. Returns how many places.
 */
export async function loadTourism(client: pg.Client, today: IsoDay): Promise<number> {
  const { rows: communes } = await client.query<{ unit_id: string; name: string }>(
    `select unit_id, name from units.unit_version where level = 'commune' and valid_to is null`,
  )
  const ids = idsOf('tourism')
  const known = places.flatMap((place, serial) => {
    const commune = communes.find(({ name }) => name.endsWith(` ${place.commune}`))
    return commune ? [{ ...place, id: ids(), unitId: commune.unit_id, serial }] : []
  })
  const list = (values: readonly (string | number)[]) => `{${values.join(',')}}`
  await copyRows(
    client,
    'tourism.place',
    [
      ...[
        'id',
        'kind',
        'unit_id',
        'name',
        'summary',
        'village',
        'latitude',
        'longitude',
        'phone',
        'languages',
      ],
      ...[
        'months',
        'starts_on',
        'ends_on',
        'price',
        'price_unit',
        'bank_bin',
        'bank_account',
        'state',
        'published_at',
      ],
    ],
    known.map((it) => {
      const [from, until] = it.yearly ? nextYearly(...it.yearly, today) : [null, null]
      const isHosted = Boolean(it.rooms)
      return [
        ...[
          it.id,
          it.kind,
          it.unitId,
          it.name,
          it.summary,
          it.village ?? null,
          it.at?.[0],
          it.at?.[1],
        ],
        ...[
          isHosted ? fictitiousPhone(2_000_000 + it.serial) : null,
          list(isHosted ? ['vi', 'en'] : []),
        ],
        ...[list(it.months ?? []), from, until, it.price?.[0], it.price?.[1]],
        ...(isHosted ? ['970436', `10${String(it.serial).padStart(8, '0')}`] : [null, null]),
        ...['public', `${addDays(today, -20)}T02:00:00Z`],
      ]
    }),
  )
  // Whose business it is to have guests, in the same commune, keeps the house.
  await client.query(
    `update tourism.place p set venture_id = v.id
       from (select distinct on (unit_id) unit_id, id from ventures.venture
              where field = 'tourism' and is_public and ended_on is null order by unit_id, id) v
      where v.unit_id = p.unit_id and p.kind in ('homestay', 'guide')`,
  )
  await copyRows(
    client,
    'tourism.room',
    ['id', 'place_id', 'name', 'sleeps', 'price'],
    known.flatMap((it) => (it.rooms ?? []).map((room) => [ids(), it.id, ...room])),
  )
  // Some nights of the first room of each are taken, so that the calendars say something.
  await client.query(
    `insert into tourism.booking (id, place_id, room_id, unit_id, kind, arrives_on, leaves_on, code, state, asked_at, settled_at)
     select gen_random_uuid(), p.id, r.id, p.unit_id, 'closed', $1::date + n, $1::date + n + 2,
            upper(substr(md5(r.id::text || n), 1, 8)), 'confirmed', now(), now()
       from tourism.place p
       join lateral (select id from tourism.room where place_id = p.id order by name limit 1) r on true
       cross join unnest(array[2, 9, 16]) n`,
    [today],
  )
  await client.query(
    `insert into platform.public_entry (kind, id, title, summary, keywords, address, unit_id, place, starts_on, ends_on, public_at)
     select case when p.kind = 'festival' then 'festival' else 'place' end, p.id::text, p.name, p.summary, p.kind, '/places/' || p.id,
            p.unit_id, coalesce(p.village, v.name), p.starts_on, p.ends_on, p.published_at
       from tourism.place p join units.unit_version v on v.unit_id = p.unit_id and v.valid_to is null
     on conflict (kind, id) do nothing`,
  )
  return known.length
}
