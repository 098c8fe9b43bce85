/** What field mode is made of, as {@link file://./list-field-files.ts} finds it in the build. */
declare module 'virtual:field-files' {
  /** Needed at once. */
  export const files: string[]
  /** Large, and not needed on every phone: kept once they have been fetched. */
  export const laterFiles: string[]
}
