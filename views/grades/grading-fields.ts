import type { View } from '../view'

const parse = (text: string) =>
  text.split('\n').map((line) => {
    const [from = '', ...word] = line.split(' ')
    return { from: Number(from), word: word.join(' ') }
  })

/** Scales that are chosen instead of written, in the reader's language: a line each, from a percentage on. */
export const gradingFields = ({ t }: Pick<View, 't'>) => ({
  steps: {
    letters: parse('90 A\n80 B\n70 C\n60 D\n0 F'),
    pass: parse(`50 ${t('grading.passed')}\n0 ${t('grading.failed')}`),
  },
})

/** A scale as it is written. */
export const writeSteps = (steps: { from: number; word: string }[]) =>
  steps.map(({ from, word }) => `${from} ${word}`).join('\n')
