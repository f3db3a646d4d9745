import type { RegradePage } from '../../worker/domain/quizzes'
import type { View } from '../view'

/** What a ruling says, with the question that it is about. */
export function sayRuling({ t, locale }: View, { kind, asked, texts }: RegradePage['rulings'][number]): string {
  const prompt = asked?.prompt || t('quizzes.regrade.noPrompt')
  const question = asked && asked.number > 1 ? t('quizzes.analysis.version', { prompt, n: asked.number }) : prompt
  if (kind !== 'accept') return t(`quizzes.regrade.says.${kind}`, { question })
  const answers = new Intl.ListFormat(locale, { type: 'conjunction' }).format(texts.map((text) => `“${text}”`))
  return t('quizzes.regrade.says.accept', { question, answers })
}
