import { Invalid, readAll, refuseWrong } from '../../errors'
import { mostNetworks, readNetwork } from '../../lib/networks'
import { mostCode, mostTime, mostTries } from '../../lib/quiz-rules'
import { checkedShows } from '../../lib/quiz-shows'
import { surveySettings } from '../../lib/survey'
import { cleanLine, cleanText } from '../../lib/text'
import type { QuizSettings } from './create-quiz'

const isWhole = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most

/** Settings fit to be stored. Invalid with all that is wrong: a number, a network, a close before the opening. */
export function checkedSettings(given: QuizSettings): QuizSettings {
  const settings = given.survey ? { ...given, ...surveySettings } : { ...given, atCompletion: false }
  const [networks] = readAll(
    () => checkedNetworks(settings.networks),
    () => refuseWrong(...wrongIn(settings)),
  )
  const shows = settings.shows && checkedShows(settings.shows)
  return {
    ...settings,
    onePage: settings.onePage && !settings.sectionPages,
    shows,
    showAnswers: shows
      ? (['after', 'later', 'closed'] as const).some((moment) => shows[moment].includes('answers'))
      : settings.showAnswers,
    introduction: cleanText(settings.introduction, 16_000),
    accessCode: cleanLine(settings.accessCode, mostCode),
    networks,
  }
}

function wrongIn(given: QuizSettings) {
  const {
    attemptsAllowed,
    passPercent,
    timeLimitMinutes,
    graceSeconds,
    delayMinutes,
    opensAt,
    closesAt,
    wrongPercent,
    tries,
    tryPercent,
  } = given
  const wrong = (is: boolean, field: keyof QuizSettings, reason: string) => is && new Invalid(field, reason)
  const { limitMinutes, graceSeconds: mostGrace, delayMinutes: mostDelay } = mostTime
  return [
    wrong(attemptsAllowed !== null && !isWhole(attemptsAllowed, 1, 100), 'attemptsAllowed', 'quizzes.attemptsWrong'),
    wrong(!isWhole(wrongPercent, 0, 100), 'wrongPercent', 'quizzes.passWrong'),
    wrong(!isWhole(tries, 1, mostTries), 'tries', 'quizzes.triesWrong'),
    wrong(!isWhole(tryPercent, 0, 100), 'tryPercent', 'quizzes.passWrong'),
    wrong(!(passPercent >= 0 && passPercent <= 100), 'passPercent', 'quizzes.passWrong'),
    wrong(
      timeLimitMinutes !== null && !isWhole(timeLimitMinutes, 1, limitMinutes),
      'timeLimitMinutes',
      'quizzes.limitWrong',
    ),
    wrong(!isWhole(graceSeconds, 0, mostGrace), 'graceSeconds', 'quizzes.graceWrong'),
    wrong(!isWhole(delayMinutes, 0, mostDelay), 'delayMinutes', 'quizzes.delayWrong'),
    wrong(opensAt !== null && closesAt !== null && closesAt <= opensAt, 'closesAt', 'quizzes.closesTooEarly'),
  ]
}

function checkedNetworks(given: string[]): string[] {
  const said = given.map((one) => one.trim()).filter(Boolean)
  if (said.length > mostNetworks) throw new Invalid('networks', 'quizzes.networksMany', { most: mostNetworks })
  const read = said.map(readNetwork)
  const wrong = read.indexOf(null)
  if (wrong >= 0) throw new Invalid('networks', 'quizzes.networkWrong', { network: said[wrong]!.slice(0, 60) })
  return [...new Set(read as string[])]
}
