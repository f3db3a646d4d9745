import { urls } from '../../worker/urls'
import type { View } from '../view'

type Place = { courseId: string | null; courseTitle: string | null }

/** Where a bank stands: among the organization's, or in its course. */
export const banksTrail = (view: View, { courseId, courseTitle }: Place) =>
  courseId
    ? [
        { href: urls.course(courseId), label: courseTitle ?? '' },
        { href: urls.courseBanks(courseId), label: view.t('banks.title') },
      ]
    : [{ href: urls.banks(), label: view.t('banks.title') }]

/** What a question is called where it has no words. */
export const nameOf = (view: View, { title, kind }: { title: string; kind: string }) =>
  title || view.t(`quizzes.kind.${kind as 'single-choice'}`)
