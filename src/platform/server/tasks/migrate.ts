import type pg from 'pg'
import { PgBoss } from 'pg-boss'

export const taskSchema = 'tasks'

/** Creates or updates pg-boss's tables as the owner: the application's role may not create any. */
export async function migrateTaskQueue(ownerUrl: string, owner: pg.Client): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: taskSchema,
    supervise: false,
    schedule: false,
  })
  boss.on('error', () => {})
  await boss.start()
  await boss.stop({ graceful: false })
  await owner.query(`grant usage, create on schema ${taskSchema} to xungkich_app;
    grant all on all tables in schema ${taskSchema} to xungkich_app;
    grant all on all sequences in schema ${taskSchema} to xungkich_app;
    grant execute on all functions in schema ${taskSchema} to xungkich_app`)
}
