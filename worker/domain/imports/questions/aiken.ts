import { addChoices, addTrueFalse, readsTrueOrFalse } from './build'
import type { Gathering } from './gather'
import { markdownOf } from './rich'

const choiceLine = /^\s*([A-Z])\s*[.)]\s+(.*\S)\s*$/
const answerLine = /^\s*ANSWER\s*:\s*([A-Z])?/i

/** Aiken: the question in one line or several, its choices as `A) …` or `A. …`, and `ANSWER: A`. */
export function readAiken(text: string, path: string, to: Gathering) {
  let open: { line: number; prompt: string[]; choices: { letter: string; text: string }[] } | null = null
  for (const [index, line] of text.split('\n').entries()) {
    if (to.isFull()) return
    const answer = answerLine.exec(line)
    const choice = choiceLine.exec(line)
    if (!open && !answer && !line.trim()) continue
    open ??= { line: index + 1, prompt: [], choices: [] }
    if (answer) {
      finish(open, answer[1]?.toUpperCase() ?? '')
      open = null
    } else if (choice && open.prompt.length) open.choices.push({ letter: choice[1]!, text: choice[2]! })
    else if (line.trim() && open.choices.length) {
      // A question without its answer, and the next one begins.
      finish(open, '')
      open = { line: index + 1, prompt: [line.trim()], choices: [] }
    } else if (line.trim()) open.prompt.push(line.trim())
  }
  if (open) finish(open, '')

  function finish({ line, prompt, choices }: NonNullable<typeof open>, right: string) {
    const place = { path, line, name: prompt[0] ?? '' }
    const rich = (source: string) => markdownOf({ text: source, format: 'plain' }, place, to)
    const answers = choices.map(({ letter, text }) => ({
      text: rich(text),
      share: letter === right ? 1 : 0,
      feedback: '',
    }))
    const asked = { prompt: rich(prompt.join('\n')), explanation: '' }
    if (right && readsTrueOrFalse(answers) && answers.some(({ share }) => share))
      addTrueFalse(to, place, { ...asked, isTrue: answers[0]!.share === 1 })
    else addChoices(to, place, { ...asked, answers, isMultiple: false })
  }
}
