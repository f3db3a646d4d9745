export const groupWorks = ['none', 'groups', 'only-groups'] as const
/** Who hands in: each learner, groups (and those who have none alone), or groups only. */
export type GroupWork = (typeof groupWorks)[number]

/** A group of more people hands nothing in together: each of them gets rows in one batch. */
export const mostInGroup = 50
