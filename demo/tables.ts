import type { Sealer } from '#platform/server/sealing.ts'
import type { CopyRow } from './copy-rows.ts'
import type { DemoRole } from './offices.ts'
import type { DemoPerson } from './people.ts'
import { birthColumns } from './person-fields.ts'
import type { DemoUnit } from './tree.ts'
import type { DemoStatistic } from './youth-statistics.ts'

/** How a kind of thing becomes rows of a table. */
export interface Table<Item> {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: (item: Item) => Iterable<CopyRow>
}

export const unitTable: Table<DemoUnit> = {
  name: 'units.unit',
  columns: ['id'],
  rows: (unit) => [[unit.id]],
}

export const versionTable = (nextId: () => string): Table<DemoUnit> => ({
  name: 'units.unit_version',
  columns: [
    'id',
    'unit_id',
    'parent_id',
    'level',
    'type',
    'name',
    'code',
    'gazetteer_code',
    'valid_from',
    'valid_to',
  ],
  rows: (unit) => {
    const version = (type: string, name: string, from: string, to: string | null) => [
      nextId(),
      unit.id,
      unit.parentId,
      unit.level,
      type,
      name,
      unit.code,
      unit.gazetteerCode,
      from,
      to,
    ]
    const now = version(unit.type, unit.name, unit.from, unit.to)
    const { earlier } = unit
    return earlier ? [version(earlier.type, earlier.name, earlier.from, unit.from), now] : [now]
  },
})

export const lineageTable = (nextId: () => string): Table<DemoUnit> => ({
  name: 'units.unit_lineage',
  columns: ['id', 'event', 'from_unit_id', 'to_unit_id', 'on_day'],
  rows: function* (unit) {
    yield [nextId(), 'found', null, unit.id, unit.earlier?.from ?? unit.from]
    if (unit.earlier) yield [nextId(), 'rename', unit.id, unit.id, unit.from]
    if (unit.to) yield [nextId(), 'close', unit.id, null, unit.to]
  },
})

export const personTable = (sealer: Sealer): Table<DemoPerson> => ({
  name: 'members.person',
  columns: [
    'id',
    'code',
    'full_name',
    'other_name',
    'sex',
    'birth_on',
    'birth_year',
    'birth_precision',
    'phone',
    'email',
    'citizen_id',
    'hometown',
    'residence',
    'residence_status',
    'occupation',
    'education',
    'professional_level',
    'political_theory',
    'languages',
    'ethnicity_sealed',
    'religion_sealed',
    'party_status_sealed',
    'admitted_on',
    'admitted_at_place',
    'admission_resolution',
    'introducer',
    'has_digital_signature',
    'unit_id',
    'standing',
  ],
  rows: (person) => {
    const birth = birthColumns(person)
    const last = person.stays.at(-1)!
    return [
      [
        person.id,
        person.code,
        person.fullName,
        person.otherName,
        person.sex,
        birth.birthOn,
        birth.birthYear,
        person.birthPrecision,
        person.phone,
        person.email,
        person.citizenId,
        person.hometown,
        person.residence,
        person.residenceStatus,
        person.occupation,
        person.education,
        person.professionalLevel,
        person.politicalTheory,
        person.languages,
        sealer.seal(person.ethnicity),
        sealer.seal(person.religion),
        sealer.seal(person.partyStatus),
        person.admittedOn,
        person.admittedAtPlace,
        person.admissionResolution,
        person.introducer,
        // What the trigger on memberships would find: then it has nothing to change.
        person.hasDigitalSignature,
        last.unit.id,
        last.to ? 'former' : last.kind,
      ],
    ]
  },
})

export const membershipTable: Table<DemoPerson> = {
  name: 'members.membership',
  columns: [
    'id',
    'person_id',
    'unit_id',
    'kind',
    'valid_from',
    'valid_to',
    'reason_in',
    'reason_out',
    'citizen_app_on',
  ],
  rows: (person) =>
    person.stays.map((stay) => [
      stay.id,
      person.id,
      stay.unit.id,
      stay.kind,
      stay.from,
      stay.to,
      stay.reasonIn,
      stay.reasonOut,
      stay.citizenAppOn,
    ]),
}

export const roleTable: Table<DemoRole> = {
  name: 'access.role',
  columns: ['id', 'person_id', 'role_type', 'unit_id', 'valid_from', 'valid_to', 'decision_no'],
  rows: (role) => [
    [role.id, role.personId, role.roleType, role.unitId, role.from, role.to, role.decisionNo],
  ],
}

export const statisticTable: Table<DemoStatistic> = {
  name: 'members.youth_statistic',
  columns: ['id', 'unit_id', 'counted_on', 'population', 'labour_force', 'youths', 'source'],
  rows: (it) => [
    [it.id, it.unitId, it.countedOn, it.population, it.labourForce, it.youths, it.source],
  ],
}
