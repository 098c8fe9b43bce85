import { addDays, dayOf, type IsoDay } from '#platform/days.ts'
import type { Sealer } from '#platform/server/sealing.ts'
import type { DemoActivity, OfActivity } from './field.ts'
import type { DemoAssist } from './help.ts'
import { fictitiousPhone } from './person-numbers.ts'
import { seeded } from './random.ts'
import type { Table } from './tables.ts'
import { personName } from './words/people-names.ts'

/** A citizen to be called back, who consented to their number being kept until then. */
interface DemoCallback {
  assist: DemoAssist
  activity: DemoActivity
  name: string
  phone: string
  purpose: string
  consentMethod: 'spoken' | 'signed'
}

// The wording and the days of src/modules/assists/consent.ts that the latest help was given under.
const consentText = '2026-01'
const daysToCallBack = 30
// The last serials of the range of phones: no member has them.
const serialsFrom = 9_900_000
const serialsEach = 4000

/** Those who are waiting for a call: what is older has been forgotten, as the law asks. */
export function callbacksOf(
  assists: readonly OfActivity<DemoAssist>[],
  today: IsoDay,
  province: number,
): DemoCallback[] {
  const random = seeded(province === 1 ? 'callbacks' : `callbacks of ${province}`)
  const serials = serialsFrom + (province - 1) * serialsEach
  return assists
    .filter((assist) => assist.outcome === 'to_continue' && !assist.undoneAt && assist.people === 1)
    .filter(
      (assist) => addDays(dayOf(assist.happenedAt), daysToCallBack) > today && random.chance(0.5),
    )
    .map((assist, index) => ({
      assist,
      activity: assist.activity,
      name: personName(
        random,
        random.pick(['Mông', 'Tày', 'Dao', 'Nùng']),
        random.chance(0.5) ? 'male' : 'female',
      ),
      phone: fictitiousPhone(serials + index),
      purpose: random.pick(['Làm nốt thủ tục', 'Báo kết quả']),
      consentMethod: random.chance(0.8) ? 'spoken' : 'signed',
    }))
}

export const callbackTable = (sealer: Sealer): Table<DemoCallback> => ({
  name: 'assists.callback',
  columns: [
    'assist_id',
    'unit_id',
    'name_sealed',
    'phone_sealed',
    'purpose',
    'consent_text_version',
    'consent_method',
    'consented_at',
    'recorded_by',
    'delete_after',
  ],
  rows: ({ assist, activity, name, phone, purpose, consentMethod }) => [
    [
      assist.id,
      activity.unitId,
      sealer.seal(name),
      sealer.seal(phone),
      purpose,
      consentText,
      consentMethod,
      assist.happenedAt.toISOString(),
      assist.recordedBy,
      addDays(dayOf(assist.happenedAt), daysToCallBack),
    ],
  ],
})
