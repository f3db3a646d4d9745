import { z } from 'zod'
import { markShare, type QuestionKind, questionBase } from './question'

const bodySchema = z.object({ ...questionBase, correct: z.boolean() })
const responseSchema = z.object({ value: z.boolean().nullable() })

export type TrueFalseBody = z.infer<typeof bodySchema>
export type TrueFalseResponse = z.infer<typeof responseSchema>
export type TrueFalseAsked = { prompt: string }

export const trueFalse: QuestionKind<'true-false', TrueFalseBody, TrueFalseResponse, TrueFalseAsked> = {
  kind: 'true-false',
  bodySchema,
  responseSchema,
  emptyBody: () => ({ prompt: '', explanation: '', correct: true }),
  emptyResponse: () => ({ value: null }),
  isAnswered: (response) => response.value !== null,
  fromFields: ([value]) =>
    value === 'true' ? { value: true } : value === 'false' ? { value: false } : value ? null : { value: null },
  choiceIds: () => [],
  asAsked: (body) => ({ prompt: body.prompt }),
  modelResponse: (body) => ({ value: body.correct }),
  mark: (body, response, maxPoints) => markShare(response.value === body.correct ? 1 : 0, maxPoints, body.explanation),
}
