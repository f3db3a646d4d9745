import { z } from 'zod'
import type { Credit } from './credit'
import type { Typed } from './typed'

/** Text in Markdown, as the author wrote it; views render it. */
const markdown = (max: number) => z.string().trim().max(max)

/** So long is a text that questions are about at most. */
export const mostPassage = 16_000

/** So many hints has a question at most. */
export const mostHints = 10

/** What every question has, whatever its kind. `explanation` is shown with the result: why, and where to read. */
export const questionBase = {
  prompt: markdown(16_000).min(1),
  /** What it is about, to read above it. Questions about the same words stand together below them (docs/decisions/0021). */
  passage: markdown(mostPassage).min(1).optional(),
  explanation: markdown(8_000).default(''),
  /** Given one after the other while an answer is tried again; left out where there are none. */
  hints: z.array(markdown(2_000).min(1)).min(1).max(mostHints).optional(),
}

export const choiceId = z.string().regex(/^[a-z0-9]{1,12}$/)

export const choices = z
  .array(z.object({ id: choiceId, text: markdown(2_000).min(1), feedback: markdown(2_000).default('') }))
  .min(2)
  .max(26)
  .refine((list) => new Set(list.map((choice) => choice.id)).size === list.length, 'Every choice needs its own id')

export type Choice = z.infer<typeof choices>[number]

/** What marking says. `points` lies between 0 and what the question is worth, with at most two decimals unless all are given. */
export type Mark = {
  points: number
  /** `unscored` where nothing is right or wrong, `waits` where somebody has to read it first. */
  correct: 'full' | 'part' | 'none' | 'unscored' | 'waits'
  /** Of a question in several parts: which of them are right, in the author's order. */
  parts?: boolean[]
  /** What the author wrote for this answer, in Markdown; `about` is a choice's id, or null for the whole question. */
  feedback: { about: string | null; text: string }[]
}

/** What chance gave one attempt, by name. */
export type Drawn = Record<string, number>

/** A question as it stands below its heading in a course of Markdown, and what the heading says of it in braces. */
export type WrittenQuestion = { text: string; values?: Record<string, string | null> }

/**
 * One kind of question. Nothing here reads a database, so that marking again is the same everywhere.
 * `Body` is what an author writes, `Response` what a learner answers, `Asked` what the learner may see before marking.
 */
export type QuestionKind<Kind extends string, Body, Response, Asked> = {
  kind: Kind
  bodySchema: z.ZodType<Body>
  responseSchema: z.ZodType<Response>
  /** Where an author starts: not yet valid until the texts are written. */
  emptyBody(): Body
  /** The response of a learner who has not answered. */
  emptyResponse(): Response
  isAnswered(response: Response): boolean
  /** The values of the form's fields named after the question, in order; null where no browser of ours sent them. */
  fromFields(values: string[], asked: Asked): Response | null
  /** The same values again, of a response that `responseSchema` has read. */
  toFields(response: Response, asked: Asked): string[]
  /** Nothing is right or wrong, so it is worth nothing. */
  isUnscored?: true
  /** Somebody reads the answer and gives the points; only one that is empty is marked at once: with none. */
  isByHand?: true
  /** The author's order would tell the answer: shuffled whatever the quiz says. */
  alwaysShuffles?: true
  /** Of a kind that asks every attempt something else: what chance gives it, and the body as it is asked with that. `random` gives numbers in [0, 1). */
  draw?(body: Body, random: () => number): Drawn
  settle?(body: Body, drawn: Drawn): Body
  /** The ids of what can be shuffled, in the author's order; empty where nothing can be. */
  choiceIds(body: Body): string[]
  /** Without correctness or feedback. `order` (ids, pinned in the attempt) may be stale: unknown ids are dropped, missing ones come last. */
  asAsked(body: Body, order?: string[]): Asked
  /** A response that gets full marks; of what is marked by hand, what an author would answer, empty where nobody said. */
  modelResponse(body: Body): Response
  mark(body: Body, response: Response, maxPoints: number): Mark
  /**
   * The body with what these fields say for the right answer, or with `gap` filled so: one each way in which it can be read. Absent
   * where no other answer can be accepted.
   */
  alternatives?(body: Body, values: string[], gap?: number): Body[]
  /** A body from the author's form, checked by nobody yet, and the form again. */
  fromTyped(typed: Typed): unknown
  toTyped(body: Body): Typed
  /** A body from Markdown, checked by nobody yet; null where it is another kind. `isNamed`: the heading says that it is this one. */
  readMarkdown(markdown: string, values: Record<string, string>, isNamed: boolean): unknown
  writeMarkdown(body: Body): WrittenQuestion
  /** The body with every Markdown text changed: links to files and lessons stand in them. */
  mapTexts(body: Body, change: (text: string) => string): Body
}

/** The mark for a share (0-1) of the points, not rounded: three thirds are one. Whatever the author wrote about the answer goes along. */
export function markShare(share: number, maxPoints: number, explanation: string, about: Mark['feedback'] = []): Mark {
  const feedback = [...about, ...(explanation ? [{ about: null, text: explanation }] : [])]
  if (share >= 1) return { points: maxPoints, correct: 'full', feedback }
  if (share <= 0) return { points: 0, correct: 'none', feedback }
  return { points: Math.min(maxPoints, share * maxPoints), correct: 'part', feedback }
}

export function markParts(
  parts: boolean[],
  { credit, explanation }: { credit: Credit; explanation: string },
  maxPoints: number,
): Mark {
  const right = parts.filter(Boolean).length
  const share = right === parts.length ? 1 : credit === 'all' ? 0 : right / parts.length
  return { ...markShare(share, maxPoints, explanation), parts }
}

const alphabet = new Intl.Collator('en', { numeric: true })

/** Texts in the order of places that an attempt pinned; without one by the alphabet, which tells nothing either. */
export function shown(list: string[], order: string[] = []): string[] {
  const place = new Map(order.map((id, index) => [list[Number(id)], index]))
  return [...list].sort((a, b) => {
    const [one, other] = [place.get(a) ?? order.length, place.get(b) ?? order.length]
    return one - other || alphabet.compare(a, b)
  })
}

export const places = (list: unknown[]): string[] => list.map((_, index) => String(index))

export const isUnique = (list: string[]): boolean => new Set(list).size === list.length

/** Choices without what would give the answer away. */
export function askedChoices(list: Choice[], order: string[] = []) {
  const place = new Map(order.map((id, index) => [id, index]))
  const of = (choice: Choice) => place.get(choice.id) ?? order.length
  return [...list].sort((a, b) => of(a) - of(b)).map(({ id, text }) => ({ id, text }))
}

/** Feedback that the author wrote for the chosen ones, in the author's order. */
export const feedbackOn = (list: Choice[], chosen: Set<string>): Mark['feedback'] =>
  list
    .filter((choice) => chosen.has(choice.id) && choice.feedback)
    .map(({ id, feedback }) => ({ about: id, text: feedback }))

export const mapChoices = (list: Choice[], change: (text: string) => string): Choice[] =>
  list.map((choice) => ({ ...choice, text: change(choice.text), feedback: change(choice.feedback) }))

/** What every body has, with its texts changed. */
export const mapBase = <
  Body extends { prompt: string; explanation: string; passage?: string | undefined; hints?: string[] | undefined },
>(
  body: Body,
  change: (text: string) => string,
): Body => ({
  ...body,
  prompt: change(body.prompt),
  ...(body.passage !== undefined && { passage: change(body.passage) }),
  explanation: change(body.explanation),
  ...(body.hints && { hints: body.hints.map(change) }),
})

export const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ').trim()
