/** Who of a course, a group or the organization is meant: `staff` teach or run, `learners` learn. */
export const audiences = ['everyone', 'learners', 'staff'] as const
export type Audience = (typeof audiences)[number]

export const mostAnnounced = { title: 200, text: 20_000, summary: 240 }
