import type { FileKind } from '#platform/server/files/recognise.ts'

/** What the reader's name can be written over. */
export const stampable: readonly FileKind[] = ['pdf', 'jpeg', 'png']
