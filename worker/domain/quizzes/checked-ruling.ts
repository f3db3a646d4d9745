import { Invalid, refuseWrong } from '../../errors'
import { mostAccepted, mostRulings, type RulingData } from '../../lib/rulings'
import type { AskedVersion, RulingDraft } from './find-regrade'
import type { Question } from './questions'
import { alternativesOf } from './questions/accepted'
import type { Ruling } from './ruled-marks'

/** A ruling fit to be stored, with the question that it names. Invalid with why it cannot be. */
export function checkedRuling(
  asked: AskedVersion[],
  inForce: Ruling[],
  { versionId, kind, answers = [], keepsBest = false }: RulingDraft,
): { data: RulingData; question: Question | null } {
  const version = asked.find((one) => one.versionId === versionId)
  if (!version) throw new Invalid('version', 'form.check')
  const isThere = kind !== 'accept' && version.rulings.some((one) => one.kind === kind)
  refuseWrong(
    !version.kinds.includes(kind) && new Invalid('kind', 'quizzes.regrade.notPossible'),
    isThere && new Invalid('kind', 'quizzes.regrade.already'),
    inForce.length >= mostRulings && new Invalid('', 'quizzes.regrade.many', { most: mostRulings }),
    kind === 'accept' && answers.length === 0 && new Invalid('answer', 'quizzes.regrade.answerMissing'),
    answers.length > mostAccepted && new Invalid('answer', 'quizzes.regrade.answersMany', { most: mostAccepted }),
  )
  if (kind === 'newest') {
    const { points, question } = version.newest
    return { data: { versionId: version.newest.versionId, points, keepsBest }, question }
  }
  if (kind !== 'accept') return { data: {}, question: null }
  const unread = answers.find((one) => !alternativesOf(version.question, one).length)
  if (unread)
    throw new Invalid('answer', 'quizzes.regrade.answerUnreadable', { answer: unread.values.join(' · ').slice(0, 60) })
  return {
    data: { answers: answers.map(({ values, gap }) => (gap === undefined ? { values } : { values, gap })) },
    question: null,
  }
}
