import { sql } from 'kysely'
import { system } from '#platform/server/context.ts'
import type { Task } from '#platform/server/tasks/queue.ts'
