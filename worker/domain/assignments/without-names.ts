import { onlyDay } from '../../lib/only-day'
import type { SubmissionPage } from './find-submission'

/**
 * A submission as those see it who mark without names: no name, id, group or photo, files by their place, days in place of
 * moments, and the date of everyone.
 */
export function withoutNames(page: SubmissionPage): SubmissionPage {
  const { participants } = page
  if (!participants) return page
  const nobody = { id: '', name: '', photoId: null }
  const dayOf = <One extends { submittedAt: number | null; createdAt: number }>(one: One) => ({
    ...one,
    enrollmentId: '',
    groupId: null,
    savedBy: null,
    createdAt: onlyDay(one.createdAt),
    submittedAt: one.submittedAt && onlyDay(one.submittedAt),
  })
  return {
    ...page,
    enrollment: { ...page.enrollment, id: '' },
    learner: nobody,
    members: [],
    groupName: null,
    dueAt: page.item.dueAt,
    submission: dayOf(page.submission),
    all: page.all.map(dayOf),
    files: plainFiles(page.files),
    grade: page.grade && { ...page.grade, enrollmentId: '' },
  }
}

/** Files called by their place, as their names may say whose they are. */
export const plainFiles = <File extends { name: string }>(files: File[]): File[] =>
  files.map((file, place) => ({ ...file, name: plainName(file, place + 1) }))

/** What a file is called for those who mark without names. */
export const withoutName = (file: { id: string; name: string }) => ({
  name: plainName(file, file.id.slice(-4)),
  ownerId: '',
})

const plainName = ({ name }: { name: string }, place: number | string) =>
  `file-${place}${/\.[a-z0-9]{1,8}$/i.exec(name)?.[0].toLowerCase() ?? ''}`
