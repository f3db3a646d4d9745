import { escapeChoices, readChoices, unescapeChoices, writeQuoted } from '../../../lib/markdown-choices'

const answerLine = /^= ?(.*)$/

/** Markdown whose answers stand in lines of their own, `= Paris`; null where it has none, or choices. */
export function readAnswerLines(markdown: string) {
  const lines = markdown.split('\n')
  const start = lines.findIndex((line) => answerLine.test(line))
  if (start === -1 || readChoices(markdown).choices.length) return null
  const rest = lines.slice(start)
  return {
    prompt: unescapeChoices(lines.slice(0, start).join('\n'))
      .replace(/^\\(?=\\*=)/gm, '')
      .trim(),
    answers: rest.flatMap((line) => answerLine.exec(line)?.[1]?.trim() || []),
    explanation: rest
      .filter((line) => !answerLine.test(line))
      .map((line) => line.replace(/^> ?/, ''))
      .join('\n')
      .trim(),
  }
}

export const writeAnswerLines = (prompt: string, answers: string[], explanation: string): string =>
  [
    escapeChoices(prompt).replace(/^(?=\\*=)/gm, '\\'),
    answers.map((answer) => `= ${answer}`).join('\n'),
    writeQuoted(explanation),
  ]
    .filter(Boolean)
    .join('\n\n')

const numberForm =
  /^([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?:\s*(?:±|\+-|\+\/-)\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(%)?)?(?:\s+(\S.*))?$/i

export type WrittenNumber = {
  answer: number
  tolerance: { kind: 'absolute' | 'percent'; value: number }
  unit: string
}

/** `42 ± 0.5 kg`, `200 ± 5%`; null for anything else. */
export function readNumberAnswer(text: string): WrittenNumber | null {
  const match = numberForm.exec(text)
  if (!match) return null
  const [, answer, off = '0', percent, unit = ''] = match
  return {
    answer: Number(answer),
    tolerance: { kind: percent ? 'percent' : 'absolute', value: Number(off) },
    unit,
  }
}

export function writeNumberAnswer({ answer, tolerance, unit }: WrittenNumber): string {
  const sign = tolerance.kind === 'percent' ? '%' : ''
  const off = tolerance.value || sign ? ` ± ${tolerance.value}${sign}` : ''
  return `${answer}${off}${unit && ` ${unit}`}`
}
