/**
 * What a column of a member list may hold, in the order in which a template offers it. Labels are
 * the messages `import_field_NAME`.
 */
export const importFields = [
  'orderNumber',
  'fullName',
  'familyNames',
  'givenName',
  'otherName',
  'birth',
  'birthIfMale',
  'birthIfFemale',
  'birthDay',
  'birthMonth',
  'birthYear',
  'sex',
  'maleMark',
  'femaleMark',
  'ethnicity',
  'religion',
  'unit',
  'commune',
  'code',
  'cardNumber',
  'position',
  'memberMark',
  'citizenId',
  'phone',
  'email',
  'hometown',
  'residence',
  'residenceStatus',
  'occupation',
  'education',
  'professionalLevel',
  'politicalTheory',
  'languages',
  'admittedOn',
  'admittedAtPlace',
  'admissionResolution',
  'introducer',
  'partyStatus',
  'partyOn',
  'note',
] as const

export type ImportField = (typeof importFields)[number]

/** Columns that our own files add beside those of the list; read, never mapped. */
export const addedFields = ['importFault', 'importRowKey'] as const
export type AddedField = (typeof addedFields)[number]

/** Fields that may be spread over several columns, and what joins the parts. */
export const joinedBy: Partial<Record<ImportField, string>> = {
  familyNames: ' ',
  hometown: ', ',
  residence: ', ',
  languages: ', ',
  note: '; ',
}

/** Fields that a new list is asked for; the rest comes from lists that have them. */
export const templateFields: readonly ImportField[] = [
  'orderNumber',
  'fullName',
  'birth',
  'sex',
  'ethnicity',
  'religion',
  'unit',
  'code',
  'position',
  'citizenId',
  'phone',
  'email',
  'hometown',
  'residence',
  'residenceStatus',
  'occupation',
  'education',
  'professionalLevel',
  'politicalTheory',
  'admittedOn',
  'admittedAtPlace',
  'partyStatus',
  'note',
]
