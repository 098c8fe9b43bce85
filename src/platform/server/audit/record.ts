import { type Kysely, sql } from 'kysely'
import type { AuditNote } from '../command.ts'
import type { Asking } from '../context.ts'
import type { Database } from '../database/client.ts'

/** Writes audit rows in the caller's transaction: what was done, by whom, to which unit and record. */
export async function recordAudit(
  db: Kysely<Database>,
  asking: Asking,
  command: string,
  notes: readonly AuditNote[],
): Promise<void> {
  const { actor, requestId } = asking
  const rows = notes.map((note) => ({
    unit_id: note.unitId ?? null,
    subject_id: note.subjectId ?? null,
    details: note.details ?? {},
  }))
  await sql`insert into audit.entry (account_id, person_id, command, unit_id, subject_id, details, request_id)
    select ${actor.accountId ?? null}::uuid, ${actor.personId ?? null}::uuid, ${command},
           unit_id, subject_id, details, ${requestId}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as row (unit_id uuid, subject_id uuid, details jsonb)`.execute(db)
}
