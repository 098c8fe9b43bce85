import type { Task } from '#platform/server/tasks/queue.ts'

/** The background work of all modules. */
export const tasks: readonly Task[] = []
