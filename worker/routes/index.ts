import { accommodations } from './accommodations'
import { account } from './account'
import { annotations } from './annotations'
import { announcements } from './announcements'
import { reference } from './api/reference'
import { appManifest } from './app-manifest'
import { assignments } from './assignments'
import { attempts } from './attempts'
import { audit } from './audit'
import { bankQuestions } from './bank-questions'
import { banks } from './banks'
import { calendar } from './calendar'
import { calendarFiles } from './calendar-files'
import { catalogue } from './catalogue'
import { certificates, verification } from './certificates'
import { chat } from './chat'
import { closing, reopening } from './closing'
import { comments } from './comments'
import { confirmations } from './confirmations'
import { courseSettings } from './course-settings'
import { courses } from './courses'
import { deadLetters } from './dead-letters'
import { feedback } from './feedback'
import { forums } from './forums'
import { gradebook } from './gradebook'
import { gradebookCells } from './gradebook-cells'
import { gradebookColumns } from './gradebook-columns'
import { gradebookImports } from './gradebook-imports'
import { grading } from './grading'
import { groups } from './groups'
import { help } from './help'
import { home } from './home'
import { imports } from './imports'
import { inbox } from './inbox'
import { inquiries } from './inquiries'
import { invitationDoor, invitations } from './invitations'
import { itemSettings } from './item-settings'
import { joinDoor, joinLinks } from './join-links'
import { learners } from './learners'
import { lessonBlocks } from './lesson-blocks'
import { lessonEditor } from './lesson-editor'
import { lessonVersions } from './lesson-versions'
import { lessons } from './lessons'
import { locale } from './locale'
import { marking } from './marking'
import { media } from './media'
import { mediaFiles } from './media-files'
import { notifications } from './notifications'
import { organizationSettings } from './organization'
import { outline } from './outline'
import { passwords } from './passwords'
import { peers } from './peers'
import { people } from './people'
import { person } from './person'
import { profile } from './profile'
import { questionExports } from './question-exports'
import { questionImports } from './question-imports'
import { quizBanks } from './quiz-banks'
import { quizEditor } from './quiz-editor'
import { quizOverrides } from './quiz-overrides'
import { quizRegrade } from './quiz-regrade'
import { quizSections } from './quiz-sections'
import { quizzes } from './quizzes'
import { registration } from './registration'
import { responseMarking } from './response-marking'
import { reversals } from './reversals'
import { reviews } from './reviews'
import { roster } from './roster'
import { rubrics } from './rubrics'
import { schedules } from './schedules'
import { search } from './search'
import { serviceWorker } from './service-worker'
import { signInDoors } from './sign-in'
import { submissions } from './submissions'
import { surveys } from './surveys'
import { takeaway } from './takeaway'
import { threads } from './threads'
import { tokens } from './tokens'
import { unsubscribe } from './unsubscribe'
import { uploads } from './uploads'
import { welcome } from './welcome'

/** An organization's doors for anybody, signed in or not. */
export const openDoors = [
  appManifest,
  calendarFiles,
  catalogue,
  confirmations,
  help,
  invitationDoor,
  joinDoor,
  locale,
  mediaFiles,
  passwords,
  reference,
  registration,
  reopening,
  serviceWorker,
  signInDoors,
  unsubscribe,
  verification,
]

/** Its doors for those who are signed in. */
export const innerDoors = [
  account,
  accommodations,
  announcements,
  annotations,
  assignments,
  attempts,
  audit,
  bankQuestions,
  banks,
  calendar,
  certificates,
  chat,
  closing,
  courseSettings,
  comments,
  courses,
  deadLetters,
  feedback,
  forums,
  gradebook,
  gradebookCells,
  gradebookColumns,
  gradebookImports,
  inquiries,
  grading,
  groups,
  home,
  imports,
  inbox,
  invitations,
  joinLinks,
  learners,
  marking,
  responseMarking,
  lessonBlocks,
  lessonEditor,
  lessonVersions,
  lessons,
  itemSettings,
  media,
  notifications,
  organizationSettings,
  outline,
  people,
  person,
  profile,
  quizOverrides,
  quizRegrade,
  quizzes,
  questionExports,
  questionImports,
  quizBanks,
  quizEditor,
  quizSections,
  reversals,
  roster,
  rubrics,
  peers,
  reviews,
  submissions,
  surveys,
  schedules,
  search,
  takeaway,
  threads,
  tokens,
  uploads,
  welcome,
]
