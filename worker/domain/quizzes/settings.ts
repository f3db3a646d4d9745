import { Invalid } from '../../errors'
import { cleanText } from '../../lib/text'
import type { QuizSettings } from './create-quiz'

/** Settings fit to be stored. Invalid where the quiz would close before it opens. */
export function checkedSettings(settings: QuizSettings): QuizSettings {
  const { opensAt, closesAt } = settings
  if (opensAt !== null && closesAt !== null && closesAt <= opensAt)
    throw new Invalid('closesAt', 'quizzes.closesTooEarly')
  return { ...settings, introduction: cleanText(settings.introduction, 16_000) }
}
