import { z } from 'zod'
import { choicesIn, looksTrueOrFalse, readChoiceLines, typedChoices, writeChoiceLines } from './choice-texts'
import {
  askedChoices,
  choiceId,
  choices,
  feedbackOn,
  mapBase,
  mapChoices,
  markShare,
  type QuestionKind,
  questionBase,
} from './question'
import { baseIn, isTicked } from './typed'

const bodySchema = z
  .object({ ...questionBase, choices, correct: choiceId, shuffle: z.boolean().default(true) })
  .refine((body) => body.choices.some((choice) => choice.id === body.correct), {
    path: ['correct'],
    message: 'The right answer must be one of the choices',
  })
const responseSchema = z.object({ choice: choiceId.nullable() })

export type SingleChoiceBody = z.infer<typeof bodySchema>
export type SingleChoiceResponse = z.infer<typeof responseSchema>
export type SingleChoiceAsked = { prompt: string; choices: { id: string; text: string }[] }

export const singleChoice: QuestionKind<'single-choice', SingleChoiceBody, SingleChoiceResponse, SingleChoiceAsked> = {
  kind: 'single-choice',
  bodySchema,
  responseSchema,
  emptyBody: () => ({
    prompt: '',
    explanation: '',
    choices: [
      { id: 'a', text: '', feedback: '' },
      { id: 'b', text: '', feedback: '' },
    ],
    correct: 'a',
    shuffle: true,
  }),
  emptyResponse: () => ({ choice: null }),
  isAnswered: (response) => response.choice !== null,
  fromFields: (values) => responseSchema.safeParse({ choice: values[0] || null }).data ?? null,
  toFields: ({ choice }) => (choice === null ? [] : [choice]),
  choiceIds: (body) => (body.shuffle ? body.choices.map((choice) => choice.id) : []),
  asAsked: (body, order) => ({ prompt: body.prompt, choices: askedChoices(body.choices, order) }),
  modelResponse: (body) => ({ choice: body.correct }),
  mark: (body, response, maxPoints) =>
    markShare(
      response.choice === body.correct ? 1 : 0,
      maxPoints,
      body.explanation,
      feedbackOn(body.choices, new Set([response.choice ?? ''])),
    ),
  alternatives: (body, [id]) => (body.choices.some((one) => one.id === id) ? [{ ...body, correct: id! }] : []),
  fromTyped(typed) {
    const { list, right } = choicesIn(typed)
    return { ...baseIn(typed), choices: list, correct: right[0] ?? '', shuffle: !isTicked(typed, 'keepOrder') }
  },
  toTyped: (body) => typedChoices(body, [body.correct]),
  readMarkdown(markdown, values, isNamed) {
    const { base, correct, isMultiple } = readChoiceLines(markdown, values)
    if (isMultiple || correct.length !== 1 || (!isNamed && looksTrueOrFalse(base.choices))) return null
    return { ...base, correct: correct[0] }
  },
  writeMarkdown: (body) => ({
    text: writeChoiceLines(body, [body.correct], false),
    // Two choices that read "True" and "False" would come back as another kind.
    values: { kind: looksTrueOrFalse(body.choices) ? 'single-choice' : null, shuffle: body.shuffle ? null : 'no' },
  }),
  mapTexts: (body, change) => ({ ...mapBase(body, change), choices: mapChoices(body.choices, change) }),
}
