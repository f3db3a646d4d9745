export { addSurvey, type NewSurvey } from './add-survey'
export { type Bringing, checkPlace } from './admission'
export { analyseQuiz, type QuizAnalysis } from './analyse-quiz'
export type { AnswerFile } from './answer-files'
export { type AttemptLog, findAttemptLog, tellLog } from './attempt-log'
export { refreshTimes, wakeToClose } from './attempt-times'
export { endBreak, takeBreak } from './breaks'
export { bringQuestions, takeQuestions } from './bring-questions'
export { quizDates } from './calendar-dates'
export { changePassage, checkedPassage } from './change-passage'
export { changeSettings } from './change-settings'
export { changeSurvey, surveyBack } from './change-survey'
export { checkResponse } from './check-response'
export { createQuiz, type NewQuiz, type QuestionDraft, type QuizSettings } from './create-quiz'
export {
  addQuestion,
  changeQuestion,
  knownRubric,
  mostQuestions,
  removeQuestion,
  restoreQuestion,
  rubricFor,
} from './edit-questions'
export { addSection, changeSection, moveSection, removeSection, type SectionDraft, sectionBack } from './edit-sections'
export {
  type AttemptPage,
  type AttemptQuestion,
  attemptQueries,
  findAttempt,
  type WholeAttempt,
  wholeAttempt,
} from './find-attempt'
export { findQuiz, type Hindrance, type QuizPage } from './find-quiz'
export { findQuizToEdit, type QuizToEdit } from './find-quiz-to-edit'
export {
  type AskedVersion,
  type DryRun,
  findRegrade,
  type RegradePage,
  type RulingChange,
  type RulingDraft,
} from './find-regrade'
export { listSurveyPeople, type SurveyPeople } from './find-survey'
export type { GivenAnswer } from './given-answers'
export { goToPage } from './go-to-page'
export { makeRuling, revocationBack, revokeRuling, rulingBack } from './make-ruling'
export { type Move, moveQuestion } from './move-question'
export { offerFile } from './offer-file'
export {
  findOverrides,
  type OverrideGiven,
  type OverridesPage,
  overrideBack,
  removeOverride,
  setOverride,
} from './override-quiz'
export type { RegradeLine } from './plan-regrade'
export { questionBack } from './question-back'
export {
  type AskedQuestion,
  askQuestion,
  byHandKinds,
  checked,
  checkedWorth,
  emptyQuestion,
  isByHand,
  longestTyped,
  type Mark,
  markQuestion,
  modelValues,
  mostPassage,
  pointsFor,
  type Question,
  type QuestionKindName,
  questionKindNames,
  questionSchema,
  questionTyped,
  settled,
  type Typed,
  typedQuestion,
  withPassage,
} from './questions'
export {
  type Attempt,
  type Counted,
  isByClock,
  isOnBreak,
  isOver,
  percentOfAttempt,
  type Quiz,
  whatCounts,
} from './quiz-queries'
export {
  type MarkedQuestion,
  type Result,
  readChecked,
  readResult,
  readTried,
  type ShownQuestion,
  type ShownTry,
  shownTries,
  type Tried,
  whileAnswering,
} from './read-result'
export { readSurvey, type SurveyQuestion, type SurveyResults, type SurveyTally } from './read-survey'
export { recountGrades, recountLater, recountUnlocked } from './recount-grades'
export { replaceQuiz, type WholeQuiz } from './replace-quiz'
export { scoreOf } from './ruled-marks'
export { rulingsStamp } from './rulings-queries'
export { type Change, type Saved, saveResponse, saveResponses } from './save-responses'
export { checkedSettings } from './settings'
export { settleGrade } from './settle-grade'
export { showGradeInTime } from './show-grade'
export { startAttempt } from './start-attempt'
export { closeAttemptInTime, submitAttempt } from './submit-attempt'
export { sumPoints } from './sum-points'
