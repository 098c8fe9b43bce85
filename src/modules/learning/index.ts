export { limits } from './limits.ts'
export { type Block, namesIn, readMarkup, type Span } from './markup.ts'
export type { ExamPaper, KeptCourse, LearningPack } from './pack.ts'
export type {
  Audience,
  CourseContent,
  CourseFile,
  Lesson,
  Question,
  QuestionKind,
} from './shapes.ts'
