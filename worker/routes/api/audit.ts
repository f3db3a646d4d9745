import { z } from 'zod'
import { type AuditEntry, auditAreas, readAuditPage } from '../../domain/pages'
import { door } from './door'
import { asked, pageOf, pageQuery } from './page'
import { moment, time, toTime } from './shapes'

const entryJson = z.object({
  id: z.string(),
  at: time,
  act: z.string().describe('What was done: `course.publish`, `person.role`, `grade.override` …'),
  source: z.string().describe('`web`, `api`, or `job` where the product itself acted.'),
  actor: z
    .object({ id: z.string(), name: z.string().nullable() })
    .nullable()
    .describe('Null where nobody was signed in. The id of a program is `token:` and the beginning of its token.'),
  subject: z.object({
    kind: z.string(),
    id: z.string(),
    name: z.string().nullable().describe('As it is called today; null where it is gone or has no name.'),
  }),
  person: z.string().nullable().describe('Whose enrollment, grade or certificate it was about.'),
  before: z.unknown().describe('What was there, as far as the act kept it; otherwise null.'),
  after: z.unknown().describe('What the act made of it; otherwise null.'),
})

const toEntry = (entry: AuditEntry) => ({
  id: entry.id,
  at: toTime(entry.at),
  act: entry.act,
  source: entry.source,
  actor: entry.actorId === null ? null : { id: entry.actorId, name: entry.actorName },
  subject: { kind: entry.subjectKind, id: entry.subjectId, name: entry.subjectName },
  person: entry.personName,
  before: entry.before ?? null,
  after: entry.after ?? null,
})

export const auditDoors = [
  door(
    {
      method: 'get',
      path: '/audit',
      tag: 'Audit',
      summary: 'Who did what to what, newest first, for those who run the organization',
      scope: 'audit.read',
      query: pageQuery.extend({
        area: z
          .enum(auditAreas as [(typeof auditAreas)[number], ...typeof auditAreas])
          .optional()
          .describe('Left out: everything but sign-ins.'),
        q: z.string().max(200).default('').describe('Name of whoever did it, or to whom it was done.'),
        before: moment.optional().describe('Nothing from then on.'),
      }),
      answer: pageOf(entryJson).describe(
        'A page may hold fewer entries than `limit`; there are more while `next` is set.',
      ),
    },
    async (c, { query: { area = null, q, before = null, ...page } }) => {
      const filter = { area, words: q, before }
      const { entries, next } = await readAuditPage(c.var.tenant, c.var.actor, filter, asked(page))
      return { items: entries.map(toEntry), next }
    },
  ),
]
