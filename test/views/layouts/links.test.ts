import { expect, test } from 'vitest'
import { isCurrent } from '../../../views/layouts/links'

test('pages of imports, lessons and quizzes belong to the courses, and to nothing else in the navigation', () => {
  for (const path of ['/imports', '/imports/new', '/imports/1?after=2', '/lessons/1/edit', '/quizzes/1', '/courses/1'])
    expect(['/courses', '/people', '/organization', '/'].filter((href) => isCurrent(path, href))).toEqual(['/courses'])
  expect(isCurrent('/importsx', '/courses')).toBe(false)
})
