import { absoluteOf, lossesOf, type Written } from './write'

export type Gap =
  | { kind: 'text'; accepted: string[] }
  | { kind: 'choice'; options: string[]; correct: string }
  | { kind: 'number'; answer: number; tolerance: { kind: string; value: number }; unit: string }

/** A text with gaps as Moodle's embedded answers. */
export function writeEmbedded(text: string, gaps: Gap[], matchCase: boolean): Written {
  const written = text.replace(/(?<!\\)\[\[(\d{1,2})\]\]/g, (whole, number: string) => {
    const gap = gaps[Number(number) - 1]
    return gap ? writeGap(gap, matchCase) : whole
  })
  const numbers = gaps.flatMap((gap) => (gap.kind === 'number' ? [gap] : []))
  return {
    text: written,
    losses: lossesOf({
      unit: numbers.some(({ unit }) => unit !== ''),
      percent: numbers.some(({ tolerance }) => tolerance.kind === 'percent'),
    }),
  }
}

function writeGap(gap: Gap, matchCase: boolean): string {
  if (gap.kind === 'number') return `{1:NUMERICAL:%100%${gap.answer}:${absoluteOf(gap)}}`
  if (gap.kind === 'text') {
    const answers = gap.accepted.map((text) => `%100%${escaped(text.replace(/\*/g, '\\*'))}`)
    return `{1:${matchCase ? 'SHORTANSWER_C' : 'SHORTANSWER'}:${answers.join('~')}}`
  }
  const options = gap.options.map((text) => `%${text === gap.correct ? 100 : 0}%${escaped(text)}`)
  return `{1:MULTICHOICE:${options.join('~')}}`
}

/** Its letters, of which some would be marks; what would be HTML is written as it reads. */
const escaped = (text: string) =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[}#~/"]/g, '\\$&')
