import { defineCommand } from '#platform/server/command.ts'
import { Conflict, NotFound } from '#platform/server/errors.ts'
import type { FileKind } from '#platform/server/files/recognise.ts'
import { recogniseFile } from '#platform/server/files/recognise.ts'
import { AttachFile, RemoveFile } from '../../shapes.ts'
import { canWriteAt } from '../policy.ts'
import { getDocument } from '../queries/documents.ts'

const taken: FileKind[] = ['pdf', 'docx', 'xlsx', 'jpeg', 'png', 'webp']
/** A signed paper comes from a scanner. */
const takenAsScan: FileKind[] = ['pdf', 'jpeg', 'png']

/**
 * Adds a file to a paper: what goes along with it before it is issued, or a scan of what was signed. What
 * it is, is read from its bytes. Throws FileProblem where it is none of what is taken.
 */
export const attachFile = defineCommand('documents.attach', AttachFile, async (ctx, input) => {
  const paper = await getDocument(ctx, input.documentId)
  await ctx.authorize(canWriteAt(paper.unitId))
  const known = await ctx.db
    .selectFrom('documents.file')
    .select('id')
    .where('id', '=', input.id)
    .executeTakeFirst()
  if (known) return { id: input.id, documentId: paper.id }
  const isOpen = ['draft', 'review', 'approved', 'registered'].includes(paper.state)
  if (!isOpen && !(input.role === 'scan' && paper.state === 'issued'))
    throw new Conflict('documents.not_in_state')
  const found = await recogniseFile(input.bytes, input.role === 'scan' ? takenAsScan : taken)
  const { sha256, size } = await ctx.files.put(input.bytes)
  await ctx.db
    .insertInto('documents.file')
    .values({
      id: input.id,
      documentId: paper.id,
      role: input.role,
      name: nameOf(input.fileName, found.extension),
      kind: found.kind,
      mediaType: found.mediaType,
      sha256,
      size,
      addedBy: ctx.actor.personId ?? null,
      addedAt: ctx.now().toISOString(),
    })
    .execute()
  await ctx.enqueue('documents.read_file', { fileId: input.id, sha256, kind: found.kind })
  ctx.note({ unitId: paper.unitId, subjectId: paper.id, details: { role: input.role, size } })
  return { id: input.id, documentId: paper.id }
})

/** Takes a file off a paper that is not approved yet. */
export const removeFile = defineCommand('documents.detach', RemoveFile, async (ctx, { fileId }) => {
  const file = await ctx.db
    .selectFrom('documents.file')
    .select(['documentId'])
    .where('id', '=', fileId)
    .executeTakeFirst()
  if (!file) throw new NotFound('documents.file_not_found')
  const paper = await getDocument(ctx, file.documentId)
  await ctx.authorize(canWriteAt(paper.unitId))
  if (!['draft', 'review', 'registered'].includes(paper.state))
    throw new Conflict('documents.not_in_state')
  await ctx.db.deleteFrom('documents.file').where('id', '=', fileId).execute()
  ctx.note({ unitId: paper.unitId, subjectId: paper.id })
  return { id: fileId, documentId: paper.id }
})

/** The name that a file was sent with, harmless and with the ending of what it is. */
function nameOf(sent: string, extension: string): string {
  const base = sent
    .normalize('NFC')
    .split(/[/\\]/)
    .at(-1)
    ?.replaceAll(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '')
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .trim()
    .slice(0, 150)
  return `${base || 'tep-dinh-kem'}.${extension}`
}
