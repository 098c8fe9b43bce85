import type { Permission } from '#platform/server/access/role-types.ts'

/** A module as the rest of the program sees it. */
export interface ModuleManifest {
  readonly name: string
  /** The modules whose doors it may use; dependency-cruiser holds it to that. */
  readonly dependsOn: readonly string[]
  readonly navigation: readonly NavigationEntry[]
}

export interface NavigationEntry {
  readonly href: string
  /** Key of the message that names it. */
  readonly message: string
  readonly icon: string
  /** Smaller comes first; a phone shows the first four or five. */
  readonly rank: number
  /** Apart from the main ways: administration, settings. */
  readonly secondary?: boolean
  /** Shown only to who holds it somewhere; null shows it to everyone signed in. */
  readonly permission: Permission | null
}
