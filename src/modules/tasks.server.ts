import { tidyNotices } from '#platform/server/notices/tasks.ts'
import { tidyPublicIndex } from '#platform/server/public-index/tasks.ts'
import { tidySync } from '#platform/server/sync/tasks.ts'
import type { Task } from '#platform/server/tasks/queue.ts'
import { remindOwners } from './assignments/server/index.ts'
import { forgetCallbacks } from './assists/server/index.ts'
import { readFileText, settleSignature } from './documents/server/index.ts'
import { ideaTasks } from './ideas/server/index.ts'
import { foldEveryMinute } from './indicators/server/index.ts'
import { jobTasks } from './jobs/server/index.ts'
import { learningTasks } from './learning/server/index.ts'
import { marketTasks } from './market/server/index.ts'
import { importMembers, purgeImports, resumeImports } from './members/server/index.ts'
import { outreachTasks } from './outreach/server/index.ts'
import { forgetRequests } from './requests/server/index.ts'
import { askProvider, pollProvider } from './signing/server/index.ts'
import { followVentures, forgetGuests } from './tourism/server/index.ts'
import { ventureTasks } from './ventures/server/index.ts'

/** The background work of all modules. */
export const tasks: readonly Task[] = [
  foldEveryMinute,
  remindOwners,
  tidySync,
  tidyNotices,
  tidyPublicIndex,
  forgetCallbacks,
  forgetRequests,
  followVentures,
  forgetGuests,
  ...ideaTasks,
  ...ventureTasks,
  ...jobTasks,
  ...marketTasks,
  ...learningTasks,
  ...outreachTasks,
  importMembers,
  resumeImports,
  purgeImports,
  readFileText,
  settleSignature,
  askProvider,
  pollProvider,
]
