import { Hono } from 'hono'
import type { AppEnv } from '../../env'
import { bearer } from '../../http/api/bearer'
import { bounded } from '../../http/api/bounded'
import { idempotency } from '../../http/api/idempotency'
import { onApiError, problem } from '../../http/api/problem'
import { accommodationDoors } from './accommodations'
import { admissionDoors } from './admissions'
import { annotationDoors } from './annotations'
import { announcementDoors } from './announcements'
import { attemptDoors } from './attempts'
import { auditDoors } from './audit'
import { bankQuestionDoors } from './bank-questions'
import { bankDoors } from './banks'
import { calendarDoors } from './calendar'
import { certificateDoors } from './certificates'
import { chatDoors } from './chat'
import { commentDoors } from './comments'
import { contentDoors } from './content'
import { courseSettingsDoors } from './course-settings'
import { courseDoors } from './courses'
import { deadLetterDoors } from './dead-letters'
import type { ApiDoor } from './door'
import { enrollmentDoors } from './enrollments'
import { forumReplyDoors } from './forum-replies'
import { forumDoors } from './forums'
import { gradebookColumnDoors } from './gradebook-columns'
import { gradeDoors } from './grades'
import { gradingDoors } from './grading'
import { groupPeopleDoors } from './group-people'
import { groupDoors } from './groups'
import { inquiryDoors } from './inquiries'
import { joinRequestDoors } from './join-requests'
import { learningDoors } from './learning'
import { lessonDraftDoors } from './lesson-draft'
import { lessonHistoryDoors } from './lesson-history'
import { markingDoors } from './marking'
import { mediaDoors } from './media'
import { membershipDoors } from './membership'
import { notificationDoors } from './notifications'
import { openApi } from './openapi'
import { organizationDoors } from './organization'
import { outlineDoors } from './outline'
import { peerDoors } from './peers'
import { peopleDoors } from './people'
import { personDoors } from './person-doors'
import { profileDoors } from './profile'
import { questionFileDoors } from './question-files'
import { questionDoors } from './questions'
import { quizBankDoors } from './quiz-banks'
import { quizOverrideDoors } from './quiz-overrides'
import { quizRegradeDoors } from './quiz-regrade'
import { quizSectionDoors } from './quiz-sections'
import { quizDoors } from './quizzes'
import { reversalDoors } from './reversals'
import { rubricDoors } from './rubrics'
import { searchDoors } from './search'
import { sourceDoors } from './sources'
import { submissionDoors } from './submissions'
import { surveyDoors } from './surveys'
import { trackDoors } from './tracks'
import { uploadDoors } from './uploads'

/** Every door of /api/v1, subject by subject. */
export const apiDoors: ApiDoor[] = [
  organizationDoors,
  auditDoors,
  deadLetterDoors,
  peopleDoors,
  personDoors,
  accommodationDoors,
  profileDoors,
  groupDoors,
  groupPeopleDoors,
  chatDoors,
  admissionDoors,
  courseDoors,
  courseSettingsDoors,
  outlineDoors,
  annotationDoors,
  announcementDoors,
  commentDoors,
  contentDoors,
  lessonDraftDoors,
  lessonHistoryDoors,
  quizDoors,
  quizOverrideDoors,
  quizRegradeDoors,
  quizSectionDoors,
  surveyDoors,
  rubricDoors,
  questionDoors,
  questionFileDoors,
  bankDoors,
  bankQuestionDoors,
  quizBankDoors,
  attemptDoors,
  enrollmentDoors,
  joinRequestDoors,
  membershipDoors,
  learningDoors,
  submissionDoors,
  markingDoors,
  peerDoors,
  gradeDoors,
  gradebookColumnDoors,
  inquiryDoors,
  gradingDoors,
  forumDoors,
  forumReplyDoors,
  calendarDoors,
  certificateDoors,
  notificationDoors,
  mediaDoors,
  searchDoors,
  trackDoors,
  uploadDoors,
  sourceDoors,
  reversalDoors,
].flat()

/** The JSON door: bearer tokens, stable shapes, problem details. It shares its rooms with the HTML doors and nothing else. */
export const api = new Hono<AppEnv>()

api.get('/openapi.json', (c) =>
  c.json(openApi(apiDoors, c.var.tenant.origin), 200, { 'Cache-Control': 'public, max-age=300' }),
)
for (const { spec, mount } of apiDoors) if (spec.scope === null) mount(api)
api.use(bearer).use(bounded).use(idempotency)
for (const { spec, mount } of apiDoors) if (spec.scope !== null) mount(api)
api.all('*', (c) => problem(c, 404, 'Not found'))
api.onError(onApiError)
