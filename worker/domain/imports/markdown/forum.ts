import { flagOf, numberOf, textOf, type Values } from './front-matter'
import { type PlannedForum, unsaid } from './plan'

const kinds = ['general', 'questions', 'one-each', 'announcements'] as const
const groupModes = ['none', 'separate', 'visible'] as const
const mostIntro = 20_000
/** A week. */
const mostMinutes = 10_080

/** What a page says of a forum beside its introduction. Threads stay where they were written. */
export function readForum(values: Values, markdown: string): PlannedForum {
  const minutes = numberOf(values, 'editing')
  return {
    intro: markdown.trim().slice(0, mostIntro),
    kind: kinds.find((one) => one === textOf(values, 'forum')),
    stream: flagOf(values, 'stream') ?? undefined,
    groupMode: groupModes.find((one) => one === textOf(values, 'groups')),
    anonymous: flagOf(values, 'anonymous') ?? undefined,
    editMinutes: minutes === null ? undefined : Math.min(mostMinutes, Math.max(0, Math.round(minutes))),
  }
}

/** What differs from a new forum. */
export function writeForum(forum: PlannedForum) {
  const { kind, stream, groupMode, anonymous, editMinutes } = { ...unsaid.forum, ...forum }
  return {
    forum: kind,
    ...(stream && { stream }),
    ...(groupMode !== 'none' && { groups: groupMode }),
    ...(anonymous && { anonymous }),
    ...(editMinutes !== unsaid.forum.editMinutes && { editing: editMinutes }),
  }
}
