import { and, asc, eq, isNull, or, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import {
  assignments,
  bankQuestions,
  categories,
  courseModules,
  courseSources,
  courses,
  forums,
  groups,
  items,
  itemVersions,
  lessons,
  media,
  mediaLinks,
  mediaTracks,
  questionVersions,
  quizQuestions,
  quizzes,
  rubrics,
  rubricVersions,
} from '../../../db/schema'
import { NotFound } from '../../../errors'
import { bankQueries } from './read-banks'

export type Stored = Awaited<ReturnType<typeof readStored>>
export type StoredItem = Stored['items'][number]

/** What an export of it would say as it stands now: hashes of items by their ids, media ids and keys of captions by their paths. */
export const noExport = () => ({
  items: new Map<string, string>(),
  media: new Map<string, string>(),
  captions: new Map<string, string>(),
})

/** Who wrote the changes that learners do not see yet. */
const draftBy = () =>
  sql<string | null>`(select u.name from item_versions v join users u on u.id = v.created_by
    where v.id = ${lessons.draftVersionId})`

/** A course with all that an import may change or an export writes down; what lies in its bin is there too. One trip. */
export async function readStored(tenant: Tenant, courseId: string) {
  const { db } = tenant
  const ofCourse = sql`(select id from items where course_id = ${courseId})`
  const [
    [course],
    modules,
    itemRows,
    versions,
    quizRows,
    questionRows,
    assignmentRows,
    forumRows,
    sources,
    files,
    tracks,
    groupRows,
    [category],
    rubricRows,
    banks,
    bankCategories,
    banked,
    draws,
  ] = await db.batch([
    db
      .select()
      .from(courses)
      .where(and(eq(courses.id, courseId), isNull(courses.deletedAt)))
      .limit(1),
    db.select().from(courseModules).where(eq(courseModules.courseId, courseId)).orderBy(asc(courseModules.position)),
    db.select().from(items).where(eq(items.courseId, courseId)).orderBy(asc(items.position)),
    db
      .select({
        itemId: lessons.itemId,
        versionId: lessons.versionId,
        content: itemVersions.content,
        draftId: lessons.draftVersionId,
        draftBy: draftBy(),
        newest: sql<number>`(select max(v.number) from item_versions v where v.item_id = ${lessons.itemId})`,
      })
      .from(lessons)
      .innerJoin(itemVersions, eq(itemVersions.id, lessons.versionId))
      .where(sql`${lessons.itemId} in ${ofCourse}`),
    db.select().from(quizzes).where(sql`${quizzes.itemId} in ${ofCourse}`),
    db
      .select({
        itemId: quizQuestions.itemId,
        questionId: quizQuestions.questionId,
        versionId: quizQuestions.versionId,
        position: quizQuestions.position,
        points: quizQuestions.points,
        rubricId: quizQuestions.rubricId,
        kind: questionVersions.kind,
        body: questionVersions.body,
        /** Where it is one of a bank's. */
        bankId: bankQuestions.bankId,
        newest: sql<number>`(select max(v.number) from question_versions v where v.question_id = ${quizQuestions.questionId})`,
      })
      .from(quizQuestions)
      .innerJoin(questionVersions, eq(questionVersions.id, quizQuestions.versionId))
      .leftJoin(bankQuestions, eq(bankQuestions.questionId, quizQuestions.questionId))
      .where(sql`${quizQuestions.itemId} in ${ofCourse}`)
      .orderBy(asc(quizQuestions.position)),
    db.select().from(assignments).where(sql`${assignments.itemId} in ${ofCourse}`),
    db
      .select({
        itemId: forums.itemId,
        kind: forums.kind,
        intro: forums.intro,
        stream: forums.stream,
        groupMode: forums.groupMode,
        anonymous: forums.anonymous,
        editMinutes: forums.editMinutes,
      })
      .from(forums)
      .where(sql`${forums.itemId} in ${ofCourse}`),
    db.select().from(courseSources).where(eq(courseSources.courseId, courseId)),
    db
      .select({
        id: media.id,
        key: media.key,
        sha256: media.sha256,
        name: media.name,
        type: media.type,
        itemId: mediaLinks.subjectId,
      })
      .from(mediaLinks)
      .innerJoin(media, eq(media.id, mediaLinks.mediaId))
      .where(
        and(
          or(
            and(sql`${mediaLinks.subjectId} in ${ofCourse}`, eq(mediaLinks.kind, 'item')),
            and(eq(mediaLinks.subjectId, courseId), eq(mediaLinks.kind, 'course')),
            and(
              eq(mediaLinks.kind, 'bank'),
              sql`${mediaLinks.subjectId} in (select id from question_banks where course_id = ${courseId})`,
            ),
          ),
          isNull(media.deletedAt),
        ),
      ),
    db
      .select()
      .from(mediaTracks)
      .where(
        sql`${mediaTracks.mediaId} in (select media_id from media_links where (kind = 'item' and subject_id in ${ofCourse})
          or (kind = 'bank' and subject_id in (select id from question_banks where course_id = ${courseId})))`,
      )
      .orderBy(asc(mediaTracks.language)),
    db
      .select({ id: groups.id, name: groups.name })
      .from(groups)
      .where(and(isNull(groups.deletedAt), or(isNull(groups.courseId), eq(groups.courseId, courseId)))),
    db
      .select({ name: categories.name })
      .from(categories)
      .innerJoin(courses, eq(courses.categoryId, categories.id))
      .where(eq(courses.id, courseId))
      .limit(1),
    db
      .select({
        id: rubrics.id,
        courseId: rubrics.courseId,
        title: rubrics.title,
        number: rubricVersions.number,
        body: rubricVersions.body,
      })
      .from(rubrics)
      .innerJoin(rubricVersions, eq(rubricVersions.rubricId, rubrics.id))
      .where(
        sql`(${rubrics.courseId} = ${courseId} or (${rubrics.courseId} is null
          and (${rubrics.id} in (select rubric_id from assignments where item_id in ${ofCourse})
            or ${rubrics.id} in (select rubric_id from quiz_questions where item_id in ${ofCourse})
            or ${rubrics.id} in (select rubric_id from quiz_draws where item_id in ${ofCourse}))))
          and ${rubrics.deletedAt} is null and ${rubricVersions.number} = (select max(v.number) from rubric_versions v
          where v.rubric_id = ${rubrics.id})`,
      )
      .orderBy(asc(rubrics.id)),
    ...bankQueries(db, courseId),
  ])
  if (!course) throw new NotFound()
  return {
    course,
    /** Only where it is held against a plan: see `readToCompare`. */
    exported: noExport(),
    modules,
    items: itemRows,
    lessons: new Map(versions.map((row) => [row.itemId, row])),
    quizzes: new Map(quizRows.map((row) => [row.itemId, row])),
    questions: Map.groupBy(questionRows, ({ itemId }) => itemId),
    /** The course's, also in the bin, and those of the organization that its quizzes ask from. */
    banks,
    bankCategories,
    bankQuestions: banked,
    /** The course's, and those of the organization that its items use, with their newest version. */
    rubrics: rubricRows,
    draws: Map.groupBy(draws, ({ itemId }) => itemId),
    assignments: new Map(assignmentRows.map((row) => [row.itemId, row])),
    /** How they work; what is said in them stays there. */
    forums: new Map(forumRows.map(({ itemId, ...row }) => [itemId, row])),
    sources,
    /** Groups that a rule may name: the organization's and the course's own. */
    groups: groupRows,
    /** Its name, '' for none. */
    category: category?.name ?? '',
    /** Linked files, the course's picture among them; one that several items use is there several times. */
    files,
    tracks,
  }
}
