import { Invalid } from '../../errors'
import { mostNetworks, readNetwork } from '../../lib/networks'
import { mostCode } from '../../lib/quiz-rules'
import { checkedShows } from '../../lib/quiz-shows'
import { cleanLine, cleanText } from '../../lib/text'
import type { QuizSettings } from './create-quiz'

/** Settings fit to be stored. Invalid where the quiz would close before it opens. */
export function checkedSettings(settings: QuizSettings): QuizSettings {
  const { opensAt, closesAt } = settings
  if (opensAt !== null && closesAt !== null && closesAt <= opensAt)
    throw new Invalid('closesAt', 'quizzes.closesTooEarly')
  const shows = settings.shows && checkedShows(settings.shows)
  return {
    ...settings,
    shows,
    showAnswers: shows
      ? (['after', 'later', 'closed'] as const).some((moment) => shows[moment].includes('answers'))
      : settings.showAnswers,
    introduction: cleanText(settings.introduction, 16_000),
    accessCode: cleanLine(settings.accessCode, mostCode),
    networks: checkedNetworks(settings.networks),
  }
}

function checkedNetworks(given: string[]): string[] {
  const said = given.map((one) => one.trim()).filter(Boolean)
  if (said.length > mostNetworks) throw new Invalid('networks', 'quizzes.networksMany', { most: mostNetworks })
  const read = said.map(readNetwork)
  const wrong = read.indexOf(null)
  if (wrong >= 0) throw new Invalid('networks', 'quizzes.networkWrong', { network: said[wrong]!.slice(0, 60) })
  return [...new Set(read as string[])]
}
