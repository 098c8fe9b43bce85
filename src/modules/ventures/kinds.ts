/** What the register keeps: see docs/glossary.md#ventures. */
export const kinds = ['enterprise', 'cooperative', 'household', 'startup_model'] as const
export type VentureKind = (typeof kinds)[number]

/** In what a venture works. */
export const fields = [
  'crops',
  'livestock',
  'forestry',
  'medicinal_plants',
  'food_processing',
  'handicraft',
  'tourism',
  'trade',
  'services',
  'construction',
  'technology',
  'other',
] as const
export type VentureField = (typeof fields)[number]

export const stages = ['preparing', 'starting', 'steady', 'growing', 'paused'] as const
export type VentureStage = (typeof stages)[number]

export const principalRoles = ['leader', 'cofounder', 'member'] as const
export type PrincipalRole = (typeof principalRoles)[number]

/** With what a venture is helped: the article's production, sales and management, and what goes with them. */
export const supportKinds = [
  'production',
  'sales',
  'management',
  'digital',
  'capital',
  'training',
] as const
export type SupportKind = (typeof supportKinds)[number]

export const sizes = ['micro', 'small', 'medium', 'large'] as const
export type VentureSize = (typeof sizes)[number]

/** Fields in which the lower limits of trade and services hold. */
export const tradeFields: readonly string[] = ['tourism', 'trade', 'services', 'technology']

/** Up to how many workers a venture is of a size. Nghị định 80/2021/NĐ-CP, Điều 5. */
export const mostWorkers = (field: string): Record<'micro' | 'small' | 'medium', number> =>
  tradeFields.includes(field)
    ? { micro: 10, small: 50, medium: 100 }
    : { micro: 10, small: 100, medium: 200 }

/** The size of a venture by its workers; null where nobody has said how many there are. */
export function sizeOf(field: string, workers: number | null): VentureSize | null {
  if (workers === null) return null
  const most = mostWorkers(field)
  if (workers <= most.micro) return 'micro'
  if (workers <= most.small) return 'small'
  return workers <= most.medium ? 'medium' : 'large'
}

export const mentorModes = ['in_person', 'online', 'both'] as const

/** By what an application for capital is weighed, each from 1 to 5. */
export const criteria = ['need', 'feasibility', 'jobs', 'community', 'repayment'] as const
