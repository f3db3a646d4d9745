import { z } from 'zod'
import { readAnswerLines, readNumberAnswer, writeAnswerLines } from './answer-lines'
import { mapBase, markShare, type QuestionKind, questionBase } from './question'
import { baseIn, isTicked, linesIn, tick } from './typed'

const bodySchema = z.object({
  ...questionBase,
  /** Every wording that is right; the first one is shown as the answer. */
  accepted: z.array(z.string().trim().min(1).max(200)).min(1).max(50),
  matchCase: z.boolean().default(false),
  matchAccents: z.boolean().default(false),
})
const responseSchema = z.object({ text: z.string().max(1_000) })

export type ShortTextBody = z.infer<typeof bodySchema>
export type ShortTextResponse = z.infer<typeof responseSchema>
export type ShortTextAsked = { prompt: string }

export const shortText: QuestionKind<'short-text', ShortTextBody, ShortTextResponse, ShortTextAsked> = {
  kind: 'short-text',
  bodySchema,
  responseSchema,
  emptyBody: () => ({ prompt: '', explanation: '', accepted: [''], matchCase: false, matchAccents: false }),
  emptyResponse: () => ({ text: '' }),
  isAnswered: (response) => response.text.trim() !== '',
  fromFields: ([value]) => responseSchema.safeParse({ text: value ?? '' }).data ?? null,
  toFields: ({ text }) => [text],
  choiceIds: () => [],
  asAsked: (body) => ({ prompt: body.prompt }),
  modelResponse: (body) => ({ text: body.accepted[0] ?? '' }),
  mark(body, response, maxPoints) {
    const said = comparable(response.text, body)
    const isRight = said !== '' && body.accepted.some((wording) => comparable(wording, body) === said)
    return markShare(isRight ? 1 : 0, maxPoints, body.explanation)
  },
  alternatives: (body, [text]) => (text?.trim() ? [{ ...body, accepted: [text.trim().slice(0, 200)] }] : []),
  fromTyped: (typed) => ({
    ...baseIn(typed),
    accepted: linesIn(typed, 'accepted'),
    matchCase: isTicked(typed, 'matchCase'),
    matchAccents: isTicked(typed, 'matchAccents'),
  }),
  toTyped: (body) => ({
    accepted: body.accepted.join('\n'),
    ...tick('matchCase', body.matchCase),
    ...tick('matchAccents', body.matchAccents),
  }),
  readMarkdown(markdown, values, isNamed) {
    const read = readAnswerLines(markdown)
    if (!read || (!isNamed && looksLikeNumber(read.answers))) return null
    const { prompt, explanation, answers } = read
    const [matchCase, matchAccents] = [values.case === 'yes', values.accents === 'yes']
    return { prompt, explanation, accepted: answers, matchCase, matchAccents }
  },
  writeMarkdown: ({ prompt, explanation, accepted, matchCase, matchAccents }) => ({
    text: writeAnswerLines(prompt, accepted, explanation),
    values: {
      kind: looksLikeNumber(accepted) ? 'short-text' : null,
      case: matchCase ? 'yes' : null,
      accents: matchAccents ? 'yes' : null,
    },
  }),
  mapTexts: mapBase,
}

const looksLikeNumber = (answers: string[]) => answers.length === 1 && readNumberAnswer(answers[0]!) !== null

/** One form for what reads the same: full-width letters, curly quotes, long dashes and stray spaces never cost a point. */
export function comparable(
  text: string,
  { matchCase, matchAccents }: { matchCase: boolean; matchAccents: boolean },
): string {
  let form = text
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u02bc\u0060\u00b4]/g, "'")
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (!matchAccents)
    form = form
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .normalize('NFC')
  if (!matchCase) form = form.toUpperCase().toLowerCase()
  return form
}
