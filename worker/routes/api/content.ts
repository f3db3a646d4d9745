import type { Context } from 'hono'
import { z } from 'zod'
import {
  editAssignment,
  findAssignment,
  findAssignmentToEdit,
  mostFiles,
  mostInstructions,
} from '../../domain/assignments'
import {
  blocksFromMarkdown,
  blocksToMarkdown,
  changeContent,
  contentOf,
  faultsIn,
  findLessonToEdit,
  listFaults,
  mediaIdsOf,
  readLesson,
} from '../../domain/lessons'
import { openMedia } from '../../domain/pages'
import { can } from '../../domain/policy'
import type { AppEnv } from '../../env'
import { Conflict } from '../../errors'
import { fileKinds } from '../../lib/file-kinds'
import { groupWorks } from '../../lib/group-work'
import { mostLate, mostMegabytes, mostStatement, resubmissions } from '../../lib/late-policy'
import { door } from './door'
import { rubricVersionJson, toRubricVersion } from './rubric-json'
import { faultsJson, moment, time, toFaults, toTime, toTimeOrNull } from './shapes'

const tag = 'Content'

const lessonJson = z.object({
  id: z.string(),
  title: z.string(),
  version: z.number(),
  markdown: z.string().describe('Empty while the lesson is locked for you.'),
  faults: faultsJson.describe(
    'What stands in the way of some readers, for those who write the lesson; empty for others.',
  ),
})

const remarkJson = z.object({ kind: z.string(), line: z.number().nullable(), detail: z.string() })

const latePolicy = z.object({
  percent: z.number().min(mostLate.least).max(100).describe('For each begun hour or day.'),
  per: z.enum(['hour', 'day']),
  most: z.number().min(1).max(100).describe('At most so much in all.'),
})

const missing = z
  .number()
  .int()
  .min(0)
  .max(100)
  .nullable()
  .describe('What counts, in percent, while nothing is there after its date; null: as the course says.')

const assignmentJson = z.object({
  id: z.string(),
  title: z.string(),
  instructions: z.string().describe('Markdown; empty while it is locked for you.'),
  takesText: z.boolean(),
  takesFiles: z.boolean(),
  maxFiles: z.number(),
  fileKinds: z.enum(fileKinds).describe('Which files are taken; programs never are.'),
  takesUrl: z.boolean(),
  maxMegabytes: z.number().nullable(),
  statement: z.string(),
  resubmission: z.enum(resubmissions).describe('Until when work may be handed in again.'),
  passPercent: z.number(),
  anonymous: z.boolean().describe('Markers see no names while its grades are held.'),
  groupWork: z.enum(groupWorks).describe('Who hands in: each learner, groups, or groups only.'),
  group: z
    .object({ id: z.string(), name: z.string(), members: z.array(z.object({ id: z.string(), name: z.string() })) })
    .nullable()
    .describe('With whom you hand in.'),
  draft: z
    .object({
      text: z.string(),
      url: z.string(),
      files: z.array(z.string()),
      revision: z.number(),
      by: z.string().nullable(),
    })
    .nullable()
    .describe('What you, or your group, have begun.'),
  late: latePolicy.nullable().describe('What being late costs, in percent of what the work is worth.'),
  missingPercent: missing,
  closesAt: time.nullable().describe('For you: nothing is taken after that.'),
  rubric: rubricVersionJson.nullable().describe('By which it is marked.'),
  maxPoints: z.number().nullable(),
  dueAt: time.nullable(),
  hindrance: z.string().nullable().describe('Why you cannot hand in; null where you can.'),
  handedIn: z.array(
    z.object({
      id: z.string(),
      number: z.number(),
      submittedAt: time,
      late: z.boolean(),
      by: z.string().nullable().describe('Who handed it in for the group.'),
    }),
  ),
  grade: z.object({ points: z.number(), maxPoints: z.number(), comment: z.string(), at: time }).nullable(),
})

async function readAssignment(c: Context<AppEnv>, itemId: string) {
  const page = await findAssignment(c.var.tenant, c.var.actor, itemId)
  const { access, assignment, hindrance, handedIn, grade } = page
  return {
    id: access.item.id,
    title: access.item.title,
    instructions: access.lock.length ? '' : assignment.instructions,
    takesText: assignment.takesText,
    takesFiles: assignment.takesFiles,
    maxFiles: assignment.maxFiles,
    fileKinds: assignment.fileKinds,
    takesUrl: assignment.takesUrl,
    maxMegabytes: assignment.maxMegabytes,
    statement: assignment.statement,
    resubmission: assignment.resubmission,
    passPercent: assignment.passPercent,
    anonymous: assignment.anonymous,
    groupWork: assignment.groupWork,
    group: page.group && {
      id: page.group.id,
      name: page.group.name,
      members: page.group.members.map(({ userId, name }) => ({ id: userId, name })),
    },
    draft: page.draft && {
      text: page.draft.text,
      url: page.draft.url,
      files: page.files.filter(({ submissionId }) => submissionId === page.draft?.id).map(({ id }) => id),
      revision: page.draft.revision,
      by: page.draft.savedByName,
    },
    late: assignment.late,
    missingPercent: assignment.missingPercent,
    closesAt: toTimeOrNull(page.closesAt),
    rubric: page.rubric && toRubricVersion(page.rubric),
    maxPoints: access.item.maxPoints,
    dueAt: toTimeOrNull(access.item.dueAt),
    hindrance,
    handedIn: handedIn.map(({ id, number, submittedAt, late, by }) => ({
      id,
      number,
      submittedAt: toTime(submittedAt!),
      late,
      by,
    })),
    grade: grade && {
      points: grade.points,
      maxPoints: grade.maxPoints,
      comment: grade.comment,
      at: toTime(grade.at),
    },
  }
}

export const contentDoors = [
  door(
    {
      method: 'get',
      path: '/lessons/:id',
      tag,
      summary: 'A lesson as Markdown, as you may read it',
      scope: 'courses.read',
      answer: lessonJson,
    },
    async (c, { param }) => {
      const read = await readLesson(c.var.tenant, c.var.actor, param('id'))
      const { access, blocks, versionNumber, files, tracks } = read
      const isAuthor = can(c.var.actor, 'course.edit', { courseId: access.course.id })
      return {
        id: access.item.id,
        title: access.item.title,
        version: versionNumber,
        markdown: blocksToMarkdown(blocks),
        faults: isAuthor ? toFaults(faultsIn({ blocks }, files, tracks)) : [],
      }
    },
  ),
  door(
    {
      method: 'put',
      path: '/lessons/:id',
      tag,
      summary: 'Write a lesson as Markdown; files are named media:<id>',
      scope: 'courses.write',
      body: z.object({
        markdown: z.string().max(900_000),
        version: z.number().int().optional().describe('That you read: another one since is a conflict.'),
      }),
      answer: lessonJson.extend({
        draft: z.boolean().describe('Learners read the lesson already: they see this only when it is published.'),
        remarks: z.array(remarkJson).describe('What could not be kept as it was.'),
      }),
    },
    async (c, { param, body: { markdown, version } }) => {
      const { tenant, actor } = c.var
      const lesson = await findLessonToEdit(tenant, actor, param('id'))
      const before = contentOf(lesson.version)
      const remarks: z.infer<typeof remarkJson>[] = []
      const isSame = markdown === blocksToMarkdown(before.blocks)
      const blocks = isSame
        ? before.blocks
        : blocksFromMarkdown(markdown, 0, ({ kind, line, detail }) =>
            remarks.push({ kind, line, detail: detail ?? '' }),
          )
      // Whoever shows a file must be able to see it: a link to it opens it to every learner.
      const known = new Set(mediaIdsOf(before))
      for (const id of mediaIdsOf({ blocks })) if (!known.has(id)) await openMedia(tenant, actor, id)
      const saved = await changeContent(tenant, actor, param('id'), () => {
        if (version !== undefined && version !== lesson.version.number) throw new Conflict('error.conflict')
        return { blocks }
      })
      return {
        id: lesson.item.id,
        title: lesson.item.title,
        version: saved.number,
        draft: saved.isDraft,
        markdown: blocksToMarkdown(saved.content.blocks),
        faults: toFaults((await listFaults(tenant, [param('id')])).get(param('id'))),
        remarks,
      }
    },
  ),
  door(
    {
      method: 'get',
      path: '/assignments/:id',
      tag,
      summary: 'An assignment, with what you handed in and your grade',
      scope: 'courses.read',
      answer: assignmentJson,
    },
    async (c, { param }) => readAssignment(c, param('id')),
  ),
  door(
    {
      method: 'patch',
      path: '/assignments/:id',
      tag,
      summary: 'Change what an assignment asks; what is not said stays',
      scope: 'courses.write',
      body: z
        .object({
          instructions: z.string().max(mostInstructions),
          takesText: z.boolean(),
          takesFiles: z.boolean(),
          maxFiles: z.number().int().min(1).max(mostFiles),
          fileKinds: z.enum(fileKinds),
          maxPoints: z.number().int().min(1).max(10_000),
          dueAt: moment.nullable(),
          takesUrl: z.boolean(),
          maxMegabytes: z.number().int().min(1).max(mostMegabytes).nullable().describe('Of one file.'),
          statement: z.string().max(mostStatement).describe('What learners agree to when they hand in.'),
          resubmission: z.enum(resubmissions),
          passPercent: z.number().int().min(1).max(100),
          groupWork: z.enum(groupWorks),
          anonymous: z.boolean().describe('Holds its grades, too; names come when these are given out.'),
          closesAt: moment.nullable().describe('Nothing is taken after that.'),
          late: latePolicy.nullable(),
          missingPercent: missing,
          rubricId: z.string().max(64).nullable().describe('By which it is marked; null is none.'),
        })
        .partial(),
      answer: assignmentJson,
    },
    async (c, { param, body }) => {
      const { tenant, actor } = c.var
      const { item } = await findAssignmentToEdit(tenant, actor, param('id'))
      await editAssignment(tenant, actor, item.id, {
        maxPoints: item.maxPoints ?? 100,
        dueAt: item.dueAt,
        ...body,
      })
      return readAssignment(c, item.id)
    },
  ),
]
