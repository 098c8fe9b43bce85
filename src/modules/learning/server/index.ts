export { builtInCourses } from '../courses/index.ts'
export {
  type AuthoredCourse,
  type AuthoredVersion,
  courseFileOf,
  getAuthored,
  listAuthored,
} from './author-queries.ts'
export { jwkOf, listBadgeKeys } from './badge-key.ts'
export { importBuiltIn } from './built-in.ts'
export { certificatePdf } from './certificate-pdf.ts'
export { beginCourse, beginVersion } from './commands/begin-course.ts'
export { checkTask } from './commands/check-task.ts'
export { addMedia, editDraft, removeMedia } from './commands/edit-draft.ts'
export { importCourse } from './commands/import-course.ts'
export { finishLesson, handInTask, sitExam } from './commands/learn.ts'
export { closePath, openPath, remindPath } from './commands/paths.ts'
export { reviewVersion, submitVersion, withdrawCourse } from './commands/review-version.ts'
export { revokeCertificate } from './commands/revoke-certificate.ts'
export { whatIsMissing } from './completeness.ts'
export { readCourseFile, writeCourseFile } from './course-file.ts'
export {
  type CertificateFacts,
  type CredentialVerdict,
  credentialOf,
  issuerOf,
  keySet,
  readCredential,
  signCredential,
} from './credential.ts'
export { checkDrawing } from './drawing.ts'
export { importGivenCourse } from './import-given.ts'
export { checkMedia, keepMedia, mediaNameFrom, mediaResponse, readMedia } from './media.ts'
export { makeLearningPack } from './pack.ts'
export {
  findMyPlaceIn,
  getPath,
  listMissing,
  listMyPaths,
  listPaths,
  listProgress,
  type MissingPerson,
  type PathRow,
  type UnitProgress,
} from './path-queries.ts'
export {
  canCheckAt,
  canCheckSomewhere,
  canFollowAt,
  canFollowSomewhere,
  canReviewAt,
  canReviewSomewhere,
  canWriteAt,
  canWriteSomewhere,
} from './policy.ts'
export {
  type Certificate,
  type CourseMedia,
  type CourseRow,
  findCertificateByCode,
  getCertificate,
  getMedia,
  getPaper,
  getPublicCourse,
  getStanding,
  listMyCertificates,
  listMyCourses,
  listPublicCourses,
  type MyCourse,
  type PublicCourse,
  type Standing,
} from './queries.ts'
export { questionFromForm } from './question-from-form.ts'
export { examRecords, lessonRecords } from './sync.ts'
export { keepTaskPhotos } from './task-photos.ts'
export { getTask, getTaskPhoto, listTasksToCheck, type TaskRow } from './task-queries.ts'
export { learningTasks } from './tasks/learning-tasks.ts'
