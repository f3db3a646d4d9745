import { z } from 'zod'
import { readChoices, writeChoices } from '../../../lib/markdown-choices'
import { looksTrueOrFalse } from './choice-texts'
import { mapBase, markShare, type QuestionKind, questionBase } from './question'
import { baseIn, textIn } from './typed'

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
  toFields: ({ value }) => (value === null ? [] : [String(value)]),
  choiceIds: () => [],
  asAsked: (body) => ({ prompt: body.prompt }),
  modelResponse: (body) => ({ value: body.correct }),
  mark: (body, response, maxPoints) => markShare(response.value === body.correct ? 1 : 0, maxPoints, body.explanation),
  alternatives: (body, [value]) =>
    value === 'true' || value === 'false' ? [{ ...body, correct: value === 'true' }] : [],
  fromTyped: (typed) => ({ ...baseIn(typed), correct: textIn(typed, 'truth') !== 'false' }),
  toTyped: (body) => ({ truth: String(body.correct) }),
  readMarkdown(markdown, _values, isNamed) {
    const { prompt, choices, feedback } = readChoices(markdown)
    if (!choices.length || !(isNamed || looksTrueOrFalse(choices))) return null
    return { prompt, explanation: feedback, correct: choices[0]!.correct }
  },
  writeMarkdown({ prompt, explanation, correct }) {
    const truth = (text: string, correct: boolean) => ({ text, correct, feedback: '' })
    return { text: writeChoices(prompt, [truth('True', correct), truth('False', !correct)], false, explanation) }
  },
  mapTexts: mapBase,
}
