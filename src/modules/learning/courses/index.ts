import { cashlessAndSafe } from './cashless-and-safe/index.ts'
import type { BuiltInCourse } from './course.ts'
import { electronicIdentity } from './electronic-identity/index.ts'
import { publicServices } from './public-services/index.ts'

/** The courses that come with the product. */
export const builtInCourses: readonly BuiltInCourse[] = [
  electronicIdentity,
  publicServices,
  cashlessAndSafe,
]
