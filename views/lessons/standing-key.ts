type Published = { publishedAt: number | null }

/** Who reads the lesson now: published alone it waits for its module and its course. */
export const standingKey = ({ item, module, course }: Record<'item' | 'module' | 'course', Published>) =>
  !item.publishedAt
    ? 'lessons.isDraft'
    : !module.publishedAt
      ? 'courses.withModule'
      : !course.publishedAt
        ? 'courses.withCourse'
        : 'lessons.isPublished'
