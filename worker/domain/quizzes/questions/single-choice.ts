import { z } from 'zod'
import { askedChoices, choiceId, choices, feedbackOn, markShare, type QuestionKind, questionBase } from './question'

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
}
