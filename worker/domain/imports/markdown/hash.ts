import { newCompletion } from '../../../lib/new-completion'
import { type UnhashedItem, unsaid } from './plan'

const derived = new Set(['id', 'hash', 'html', 'captionHtml', 'feedbackHtml', 'path'])

const { shuffleOptions: _, counts: __, ...quizDefaults } = unsaid.quiz
const said = <Values extends object>(values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

/**
 * What an item says, in 32 hexadecimal digits: block ids and derived HTML do not count, and what is not said
 * of its completion counts as what its kind begins with, so that an export, which says it, comes back as the same.
 */
export async function hashOf(item: UnhashedItem): Promise<string> {
  return hashOfWhole({
    ...item,
    completion: item.completion ?? newCompletion[item.kind],
    ...(item.kind === 'quiz' && {
      quiz: { introduction: '', ...quizDefaults, ...said({ ...item.quiz, saysDraws: undefined }) },
    }),
    ...(item.kind === 'assignment' && {
      assignment: { instructions: '', ...unsaid.assignment, ...said(item.assignment) },
    }),
    ...(item.kind === 'forum' && { forum: { intro: '', ...unsaid.forum, ...said(item.forum) } }),
  })
}

/** Of anything that a file says. */
export async function hashOfWhole(whole: object): Promise<string> {
  const text = JSON.stringify(whole, (key, value) =>
    derived.has(key) && (value === null || typeof value !== 'object') ? undefined : value,
  )
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return [...bytes.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
