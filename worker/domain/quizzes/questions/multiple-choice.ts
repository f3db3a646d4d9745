import { z } from 'zod'
import { choicesIn, readChoiceLines, typedChoices, writeChoiceLines } from './choice-texts'
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
import { baseIn, isTicked, tick } from './typed'

const bodySchema = z
  .object({
    ...questionBase,
    choices,
    /** Ids of every right choice. */
    correct: z.array(choiceId).min(1).max(26),
    /** `partial` gives a share for each right choice and takes one for each wrong choice; `all` wants exactly the right ones. */
    credit: z.enum(['all', 'partial']).default('all'),
    shuffle: z.boolean().default(true),
  })
  .refine((body) => body.correct.every((id) => body.choices.some((choice) => choice.id === id)), {
    path: ['correct'],
    message: 'Every right answer must be one of the choices',
  })
const responseSchema = z.object({ choices: z.array(choiceId).max(26) })

export type MultipleChoiceBody = z.infer<typeof bodySchema>
export type MultipleChoiceResponse = z.infer<typeof responseSchema>
export type MultipleChoiceAsked = { prompt: string; choices: { id: string; text: string }[] }

export const multipleChoice: QuestionKind<
  'multiple-choice',
  MultipleChoiceBody,
  MultipleChoiceResponse,
  MultipleChoiceAsked
> = {
  kind: 'multiple-choice',
  bodySchema,
  responseSchema,
  emptyBody: () => ({
    prompt: '',
    explanation: '',
    choices: [
      { id: 'a', text: '', feedback: '' },
      { id: 'b', text: '', feedback: '' },
      { id: 'c', text: '', feedback: '' },
    ],
    correct: ['a'],
    credit: 'all',
    shuffle: true,
  }),
  emptyResponse: () => ({ choices: [] }),
  isAnswered: (response) => response.choices.length > 0,
  fromFields: (values) => responseSchema.safeParse({ choices: values.filter(Boolean) }).data ?? null,
  toFields: (response) => response.choices,
  choiceIds: (body) => (body.shuffle ? body.choices.map((choice) => choice.id) : []),
  asAsked: (body, order) => ({ prompt: body.prompt, choices: askedChoices(body.choices, order) }),
  modelResponse: (body) => ({ choices: [...new Set(body.correct)] }),
  mark(body, response, maxPoints) {
    const chosen = new Set(response.choices)
    const share = body.credit === 'partial' ? partOfRight(body, chosen) : isExactlyRight(body, chosen) ? 1 : 0
    return markShare(share, maxPoints, body.explanation, feedbackOn(body.choices, chosen))
  },
  alternatives: (body, ids) =>
    ids.length && ids.every((id) => body.choices.some((one) => one.id === id))
      ? [{ ...body, correct: [...new Set(ids)] }]
      : [],
  fromTyped(typed) {
    const { list, right } = choicesIn(typed)
    const credit = isTicked(typed, 'partial') ? 'partial' : 'all'
    return { ...baseIn(typed), choices: list, correct: right, credit, shuffle: !isTicked(typed, 'keepOrder') }
  },
  toTyped: (body) => ({ ...typedChoices(body, body.correct), ...tick('partial', body.credit === 'partial') }),
  readMarkdown(markdown, values) {
    const { base, correct, isMultiple } = readChoiceLines(markdown, values)
    return isMultiple ? { ...base, correct, credit: values.credit === 'partial' ? 'partial' : 'all' } : null
  },
  writeMarkdown: (body) => ({
    text: writeChoiceLines(body, body.correct, true),
    values: { credit: body.credit === 'partial' ? 'partial' : null, shuffle: body.shuffle ? null : 'no' },
  }),
  mapTexts: (body, change) => ({ ...mapBase(body, change), choices: mapChoices(body.choices, change) }),
}

/** Right choices taken over all right ones, less the same for the wrong ones: choosing everything earns nothing. */
function partOfRight(body: MultipleChoiceBody, chosen: Set<string>) {
  if (isExactlyRight(body, chosen)) return 1
  const correct = new Set(body.correct)
  const right = body.choices.filter((choice) => correct.has(choice.id))
  const wrong = body.choices.filter((choice) => !correct.has(choice.id))
  const taken = (list: { id: string }[]) =>
    list.length ? list.filter(({ id }) => chosen.has(id)).length / list.length : 0
  return Math.max(0, taken(right) - taken(wrong))
}

function isExactlyRight(body: MultipleChoiceBody, chosen: Set<string>) {
  const correct = new Set(body.correct)
  return body.choices.every((choice) => chosen.has(choice.id) === correct.has(choice.id))
}
