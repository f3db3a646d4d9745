import type { Move } from '../domain/quizzes'

/** Where a form says that a question goes, and the button that has the focus then. */
export function moveIn({ by, section }: Record<string, unknown>, id: string): { move: Move; focus: string } {
  if (typeof section === 'string') return { move: { section }, focus: `?focus=menu-${id}` }
  return by === 'up' ? { move: -1, focus: `?focus=up-${id}` } : { move: 1, focus: `?focus=down-${id}` }
}
