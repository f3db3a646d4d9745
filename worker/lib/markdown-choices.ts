export type WrittenChoice = { text: string; correct: boolean; feedback: string }
export type WrittenChoices = { prompt: string; choices: WrittenChoice[]; multiple: boolean; feedback: string }

const choiceLine = /^[-*] (\( ?\)|\([xX]\)|\[ ?\]|\[[xX]\])(?:\s+(.*))?$/

/**
 * A question in Markdown that reads as one: the prompt, then `- (x) right` and `- ( ) wrong` where one may be chosen, `- [x]` and `- [ ]`
 * where several may; an indented `> …` below a choice is said to those who take it, a `> …` at the end to everybody.
 */
export function readChoices(markdown: string): WrittenChoices {
  const lines = markdown.split('\n')
  const start = lines.findIndex((line) => choiceLine.test(line))
  if (start === -1) return { prompt: edges(unescapeChoices(markdown)), choices: [], multiple: false, feedback: '' }
  const choices: WrittenChoice[] = []
  const feedback: string[] = []
  let multiple = false
  for (const line of lines.slice(start)) {
    const choice = feedback.length ? null : choiceLine.exec(line)
    const last = choices.at(-1)
    if (choice) {
      choices.push({ text: (choice[2] ?? '').trim(), correct: /x/i.test(choice[1]!), feedback: '' })
      multiple ||= choice[1]!.startsWith('[')
    } else if (/^>/.test(line)) feedback.push(line.replace(/^> ?/, ''))
    else if (/^\s+>/.test(line) && last && !feedback.length)
      last.feedback = `${last.feedback} ${line.replace(/^\s+> ?/, '')}`.trim()
    else if (line.trim() && feedback.length) feedback.push(line)
    else if (line.trim() && last) last.text = `${last.text} ${line.trim()}`.trim()
  }
  const prompt = edges(unescapeChoices(lines.slice(0, start).join('\n')))
  return { prompt, choices, multiple, feedback: edges(feedback.join('\n')) }
}

export function writeChoices(prompt: string, choices: WrittenChoice[], multiple: boolean, feedback: string): string {
  const box = (correct: boolean) => (multiple ? (correct ? '[x]' : '[ ]') : correct ? '(x)' : '( )')
  const lines = choices.map(({ text, correct, feedback }) =>
    `- ${box(correct)} ${text}${feedback && `\n  > ${feedback}`}`.trimEnd(),
  )
  return [escapeChoices(prompt), lines.join('\n'), writeQuoted(feedback)].filter(Boolean).join('\n\n')
}

/** `> ` before every line. */
export const writeQuoted = (text: string) => (text ? text.replace(/^/gm, '> ').replace(/^> $/gm, '>') : '')

/** A list in the prompt that looks like choices is kept apart by a backslash. */
export const escapeChoices = (text: string) => text.replace(/^([-*]) (?=\\*[([][ xX]?[)\]](?:\s|$))/gm, '$1 \\')
export const unescapeChoices = (text: string) => text.replace(/^([-*]) \\(?=\\*[([][ xX]?[)\]](?:\s|$))/gm, '$1 ')

const edges = (text: string) => text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd()
