import type { Question } from '../../worker/domain/quizzes'
import type { Translate } from '../translate'

const ids = ['a', 'b', 'c'] as const

/** What learners are asked about a course once they have completed it: a beginning that authors change as they like. */
export function courseFeedback(t: Translate): { title: string; introduction: string; questions: Question[] } {
  const base = (prompt: string) => ({ prompt, explanation: '' })
  const ownWords = (prompt: string): Question => ({
    kind: 'essay',
    body: { ...base(prompt), minWords: null, maxWords: null, guide: '', model: '' },
  })
  return {
    title: t('surveys.feedback.title'),
    introduction: t('surveys.feedback.introduction'),
    questions: [
      {
        kind: 'likert',
        body: {
          ...base(t('surveys.feedback.agree')),
          statements: [
            t('surveys.feedback.goal'),
            t('surveys.feedback.clear'),
            t('surveys.feedback.tasks'),
            t('surveys.feedback.help'),
            t('surveys.feedback.use'),
          ],
          scale: t('quizzes.scaleDefault').split('\n'),
        },
      },
      {
        kind: 'single-choice',
        body: {
          ...base(t('surveys.feedback.pace')),
          choices: [t('surveys.feedback.slow'), t('surveys.feedback.right'), t('surveys.feedback.fast')].map(
            (text, i) => ({ id: ids[i]!, text, feedback: '' }),
          ),
          correct: 'a',
          shuffle: false,
        },
      },
      {
        kind: 'likert',
        body: {
          ...base(t('surveys.feedback.recommend')),
          statements: [],
          scale: t('surveys.feedback.likely').split('\n'),
        },
      },
      ownWords(t('surveys.feedback.best')),
      ownWords(t('surveys.feedback.better')),
    ],
  }
}
