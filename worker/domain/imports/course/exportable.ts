import type { LessonContent } from '../../lessons/blocks'
import type { ExportableCourse, ExportableItem } from '../markdown'
import { exportableBanks, exportedBanked } from './export-banks'
import type { Stored, StoredItem } from './read-stored'
import { exportedRubrics } from './rubrics-in'

/** Each file once, in the order of its id, so that the same course gives the same names. */
export const filesOf = ({ files }: Stored) =>
  [...new Map(files.map((file) => [file.id, file])).values()].sort((a, b) => (a.id < b.id ? -1 : 1))

/** A stored course as its export takes it; dates are in the organization's `zone` where the course has none. */
export function exportable(stored: Stored, zone: string): ExportableCourse {
  const { course, modules, items, sources, tracks } = stored
  const pathOf = (kind: string, id: string) =>
    sources.find((source) => source.kind === kind && source.subjectId === id)?.path ?? ''
  const { title, summary, tags, licence, expectedHours } = course
  const rubrics = exportedRubrics(stored)
  return {
    course: {
      ...{ title, summary, language: course.locale, tags, licence, expectedHours },
      startsAt: course.startsAt,
      endsAt: course.endsAt,
      afterEnd: course.afterEnd,
      inOrder: course.inOrder,
      visibility: course.visibility,
      joining: course.joining,
      joinEndsAt: course.joinEndsAt,
      joinMost: course.joinMost,
      completion: course.completion,
      certificate: course.certificate,
      chat: course.chat,
      grading: course.grading,
      zone: course.zone,
      rubrics: rubrics.list,
      category: stored.category,
      picture: course.pictureId,
    },
    clock: course.zone || zone,
    groups: namesOf(stored.groups),
    modules: modules
      .filter(({ deletedAt }) => deletedAt === null)
      .map((module) => ({
        path: pathOf('module', module.id),
        title: module.title,
        published: module.publishedAt !== null,
        publishAt: module.publishAt,
        availability: module.availability,
        certificate: module.certificate,
        items: items
          .filter(({ moduleId, deletedAt }) => moduleId === module.id && deletedAt === null)
          .flatMap((item) => exportableItem(stored, item, pathOf('item', item.id), rubrics.titleOf) ?? []),
      })),
    banks: exportableBanks(stored),
    media: filesOf(stored).map(({ id, name, type }) => ({
      id,
      path: pathOf('media', id),
      name,
      type,
      captions: tracks.filter(({ mediaId }) => mediaId === id).map(({ key, language }) => ({ key, language })),
    })),
  }
}

/** A name that two groups share says neither: they go by their ids. */
function namesOf(groups: Stored['groups']): Map<string, string> {
  const sharing = Map.groupBy(groups, ({ name }) => name.toLowerCase())
  return new Map(groups.map(({ id, name }) => [id, sharing.get(name.toLowerCase())!.length > 1 ? id : name]))
}

function exportableItem(
  stored: Stored,
  item: StoredItem,
  path: string,
  rubricTitle: (id: string | null) => string | null,
): ExportableItem | null {
  const base = {
    id: item.id,
    path,
    title: item.title,
    minutes: item.expectedMinutes,
    published: item.publishedAt !== null,
    required: item.required,
    completion: item.completion,
    dueAt: item.dueAt,
    publishAt: item.publishAt,
    availability: item.availability,
    gradeCategoryId: item.gradeCategoryId,
    extraCredit: item.extraCredit,
    holdGrades: item.holdGrades,
  }
  if (item.kind === 'lesson') {
    const version = stored.lessons.get(item.id)
    return version ? { ...base, kind: 'lesson', content: JSON.parse(version.content) as LessonContent } : null
  }
  if (item.kind === 'assignment') {
    const row = stored.assignments.get(item.id)
    if (!row) return null
    const { itemId: _, instructionsHtml: __, rubricId, ...settings } = row
    const assignment = { ...settings, maxPoints: item.maxPoints ?? 0, rubric: rubricTitle(rubricId) }
    return { ...base, kind: 'assignment', assignment }
  }
  if (item.kind === 'forum') {
    const forum = stored.forums.get(item.id)
    return forum ? { ...base, kind: 'forum', forum } : null
  }
  const row = stored.quizzes.get(item.id)
  if (!row) return null
  const { itemId: _, sections, ...settings } = row
  const asked = [...(stored.questions.get(item.id) ?? []), ...(stored.draws.get(item.id) ?? [])]
  const placed = sections.map(({ title, introduction, shuffle, position }) => ({
    title,
    introduction,
    shuffle,
    place: asked.filter((one) => one.position < position).length,
  }))
  return {
    ...base,
    kind: 'quiz',
    quiz: {
      ...settings,
      ...exportedBanked(stored, item.id, rubricTitle),
      ...(placed.length && { sections: placed }),
    },
  }
}
