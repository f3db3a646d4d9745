import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { rowsFor, sameAs } from '../../db/insert-select'
import {
  assignments,
  forums,
  items,
  itemVersions,
  lessons,
  mediaLinks,
  questions,
  questionVersions,
  quizQuestions,
  quizzes,
} from '../../db/schema'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { carryRule } from '../rules'
import { indexEntry } from '../search'
import { bankCopies } from './copy-banks'
import { rubricCopies } from './copy-rubrics'
import { findItemToEdit, findModuleToEdit } from './find-course'
import { atFreePosition, itemSiblings, positionIn } from './positions'

type ItemFull = typeof items.$inferSelect

/**
 * Statements that copy what hangs on items: lessons' newest versions, quizzes with questions of their own and what they take from
 * banks, assignments, how forums work, links to files. `banksOf`: a course whose banks and rubrics all come along.
 */
export async function sideCopies(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  copies: Map<string, string>,
  { banksOf = null }: { banksOf?: string | null } = {},
) {
  const { db } = tenant
  const at = tenant.now()
  const pairs = JSON.stringify(Object.fromEntries(copies))
  const originals = [...copies.keys()]
  const asked = await db
    .select({ itemId: quizQuestions.itemId, questionId: quizQuestions.questionId, versionId: quizQuestions.versionId })
    .from(quizQuestions)
    .where(sql`${quizQuestions.itemId} in (select value from json_each(${JSON.stringify(originals)}))`)
  const versionIds = Object.fromEntries(originals.map((id) => [id, newId()]))
  const rubrics = await rubricCopies(tenant, actor, courseId, originals, banksOf)
  const banks = await bankCopies(tenant, actor, courseId, copies, banksOf, rubrics.copied)
  const own = asked.filter(({ questionId }) => !banks.questions.has(questionId))
  const questionIds = Object.fromEntries(own.map(({ questionId }) => [questionId, newId()]))
  const questionVersionIds = Object.fromEntries(own.map(({ versionId }) => [versionId, newId()]))
  const askedIds = { ...questionIds, ...Object.fromEntries(banks.questions) }
  const askedVersionIds = { ...questionVersionIds, ...Object.fromEntries(banks.versions) }
  const copyOf = (table: 'quizzes' | 'assignments' | 'forums') =>
    sql`from ${sql.raw(table)} o join json_each(${pairs}) p on p.key = o.item_id where true`
  const j = (map: Record<string, string>) => sql`json_each(${JSON.stringify(map)})`
  return [
    db.insert(itemVersions).select(
      rowsFor(
        itemVersions,
        {
          id: sql`v.value`,
          itemId: sql`p.value`,
          locale: sql`o.locale`,
          number: 1,
          content: sql`o.content`,
          faults: sql`o.faults`,
          createdBy: actor.id,
          createdAt: at,
          updatedAt: at,
        },
        sql`from item_versions o join lessons l on l.version_id = o.id join json_each(${pairs}) p on p.key = l.item_id
          join ${j(versionIds)} v on v.key = l.item_id where true`,
      ),
    ),
    db
      .insert(lessons)
      .select(
        rowsFor(
          lessons,
          { itemId: sql`p.value`, versionId: sql`v.value` },
          sql`from lessons o join json_each(${pairs}) p on p.key = o.item_id join ${j(versionIds)} v on v.key = o.item_id where true`,
        ),
      ),
    db.insert(quizzes).select(rowsFor(quizzes, { ...sameAs(quizzes), itemId: sql`p.value` }, copyOf('quizzes'))),
    // Threads stay where they were written.
    db.insert(forums).select(rowsFor(forums, { ...sameAs(forums), itemId: sql`p.value`, seq: 0 }, copyOf('forums'))),
    ...rubrics.statements,
    db
      .insert(assignments)
      .select(
        rowsFor(
          assignments,
          { ...sameAs(assignments), itemId: sql`p.value`, rubricId: rubrics.copied },
          copyOf('assignments'),
        ),
      ),
    db
      .insert(questions)
      .select(
        rowsFor(
          questions,
          { ...sameAs(questions), id: sql`q.value`, courseId, createdAt: at, deletedAt: null },
          sql`from questions o join ${j(questionIds)} q on q.key = o.id where true`,
        ),
      ),
    db.insert(questionVersions).select(
      rowsFor(
        questionVersions,
        {
          ...sameAs(questionVersions),
          id: sql`w.value`,
          questionId: sql`q.value`,
          number: 1,
          createdBy: actor.id,
          createdAt: at,
        },
        sql`from question_versions o join ${j(questionVersionIds)} w on w.key = o.id join ${j(questionIds)} q on q.key = o.question_id where true`,
      ),
    ),
    ...banks.statements,
    db.insert(quizQuestions).select(
      rowsFor(
        quizQuestions,
        {
          ...sameAs(quizQuestions),
          itemId: sql`p.value`,
          questionId: sql`q.value`,
          versionId: sql`w.value`,
          rubricId: rubrics.copied,
        },
        sql`from quiz_questions o join json_each(${pairs}) p on p.key = o.item_id join ${j(askedIds)} q on q.key = o.question_id
          join ${j(askedVersionIds)} w on w.key = o.version_id where true`,
      ),
    ),
    db
      .insert(mediaLinks)
      .select(
        rowsFor(
          mediaLinks,
          { ...sameAs(mediaLinks), subjectId: sql`p.value` },
          sql`from media_links o join json_each(${pairs}) p on p.key = o.subject_id where o.kind = 'item'`,
        ),
      ),
  ] as const
}

/** Beside its original, as a draft: "Staging (copy)". */
export async function duplicateItem(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  title: string,
): Promise<{ id: string; courseId: string }> {
  const { item } = await findItemToEdit(tenant, actor, itemId)
  const siblings = await itemSiblings(tenant, item.moduleId)
  const next = siblings[siblings.findIndex(({ id }) => id === itemId) + 1]?.id ?? null
  return copyInto(tenant, actor, item, { courseId: item.courseId, moduleId: item.moduleId, before: next, title })
}

/** To the end of a module of another course (or the same) that the actor teaches, as a draft without dates and rules of its old course. */
export async function copyItem(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  moduleId: string,
): Promise<{ id: string; courseId: string }> {
  const { item } = await findItemToEdit(tenant, actor, itemId)
  const { module } = await findModuleToEdit(tenant, actor, moduleId)
  return copyInto(tenant, actor, item, { courseId: module.courseId, moduleId, before: null, title: item.title })
}

/** A lock is for the grades that are there. */
export const unlocked = { gradesLockedAt: null, gradesLockedBy: null }

type Target = { courseId: string; moduleId: string; before: string | null; title: string }

async function copyInto(tenant: Tenant, actor: Actor, item: ItemFull, { courseId, moduleId, before, title }: Target) {
  const { db } = tenant
  const id = newId()
  const at = tenant.now()
  const isSameCourse = courseId === item.courseId
  const sides = await sideCopies(tenant, actor, courseId, new Map([[item.id, id]]))
  await atFreePosition(async () => {
    const position = positionIn(await itemSiblings(tenant, moduleId), { before })
    await db.batch([
      recordEvent(db, 'item.created', id, {
        actorId: actor.id,
        payload: { courseId, kind: item.kind, from: item.id },
        at,
      }),
      db.insert(items).values({
        ...item,
        id,
        courseId,
        moduleId,
        title,
        position,
        publishedAt: null,
        publishAt: null,
        dueAt: isSameCourse ? item.dueAt : null,
        availability: isSameCourse
          ? item.availability
          : item.availability && carryRule(item.availability, new Map(), 0, 'UTC'),
        externalId: null,
        ...unlocked,
        createdAt: at,
        updatedAt: at,
      }),
      ...sides,
      ...(isSameCourse
        ? []
        : [
            db.update(quizzes).set({ opensAt: null, closesAt: null }).where(eq(quizzes.itemId, id)),
            db
              .update(assignments)
              .set({ closesAt: null, peers: sql`json_set(${assignments.peers}, '$.opensAt', null)` })
              .where(eq(assignments.itemId, id)),
          ]),
      indexEntry(db, { kind: item.kind, subjectId: id, courseId, title }),
      recordAudit(tenant, actor, 'item.create', { kind: 'item', id, after: { title, from: item.id } }),
    ])
  })
  return { id, courseId }
}
