import type { Aspect, Shows } from './quiz-shows'

/** What a quiz may be instead of graded: answers with names, or answers that hold no person. */
export const surveys = ['named', 'anonymous'] as const
export type Survey = (typeof surveys)[number]

/** Fewer answers to a question than these are shown to nobody. */
export const leastShown = 5

/** Kinds of questions that a survey asks: what can be drawn, and what can be read. */
export const surveyKinds = ['likert', 'single-choice', 'multiple-choice', 'essay'] as const
export type SurveyKind = (typeof surveyKinds)[number]

export const isSurveyKind = (kind: string): kind is SurveyKind => (surveyKinds as readonly string[]).includes(kind)

const own: Aspect[] = ['answers']
const shows: Shows = { during: own, after: own, later: own, closed: own }

/** Settings of a quiz that mean nothing in a survey: there is one go, without a clock, a code or anything to be right about. */
export const surveySettings = {
  attemptsAllowed: 1,
  passPercent: 0,
  counts: 'highest' as const,
  timeLimitMinutes: null,
  graceSeconds: 30,
  delayMinutes: 0,
  accessCode: '',
  networks: [] as string[],
  wrongPercent: 0,
  shuffleQuestions: false,
  sectionPages: false,
  navigation: 'free' as const,
  shuffleSections: false,
  showAnswers: false,
  answersAfter: 'attempt' as const,
  shows,
  closesTogether: false,
}
