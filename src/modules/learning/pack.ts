import type { CourseContent, QuestionKind } from './shapes.ts'

/** What somebody is asked in an exam, as it is shown; nothing in it tells what is right. */
export interface ExamPaper {
  versionId: string
  /** The attempt for which it was drawn. */
  number: number
  questions: {
    key: string
    kind: QuestionKind
    text: string
    lesson?: string | null
    options: string[]
  }[]
}

/** A course as a phone keeps it. */
export interface KeptCourse {
  id: string
  versionId: string
  slug: string
  title: string
  summary: string
  content: CourseContent
  media: { id: string; name: string; mediaType: string; size: number }[]
  lessonsDone: string[]
  /** The paper of the next attempt; else why there is none now. */
  paper: ExamPaper | null
  refused: string | null
  lastScore: { score: number; total: number; passed: boolean } | null
  certificateId: string | null
}

/** What `GET /api/learning-pack` sends. */
export interface LearningPack {
  issuedAt: string
  courses: KeptCourse[]
  /** All that there are, to choose from. */
  all: { id: string; slug: string; title: string; lessons: number; minutes: number }[]
}
