const KB = 1024
const MB = 1024 * KB

/** What a course may hold, so that it opens on a weak phone and fits on it; in characters, pieces and bytes. */
export const limits = {
  title: 120,
  summary: 600,
  source: 300,
  sources: 12,
  lessons: 30,
  lessonText: 6000,
  questions: 200,
  questionText: 500,
  option: 240,
  options: 6,
  why: 600,
  taskText: 2000,
  answer: 3000,
  reason: 1000,
  media: 60,
  drawingBytes: 60 * KB,
  pictureBytes: 250 * KB,
  audioBytes: 1.5 * MB,
  videoBytes: 6 * MB,
  /** All media of a course together. */
  courseBytes: 20 * MB,
  /** Of a course as one file, packed. */
  importBytes: 25 * MB,
  /** Of the list of contents within such a file, unpacked. */
  contentBytes: 2 * MB,
  /** Photos of a practical task; each is made small before it is kept. */
  photos: 3,
  photoBytes: 10 * MB,
  pathCourses: 12,
  /** People who are reminded at once. */
  reminded: 2000,
} as const
