import { childOf, childrenOf, textOf, type XmlElement } from '../../../lib/xml'
import { mostAnswerFiles, soundSeconds } from '../../quizzes/questions'
import { addEssay, addFiles, fileKindsOf } from './build'
import { choiceGap, type Gap, gapMark, placeGaps } from './gaps'
import { type MoodleQuestion, picturesOf, richIn } from './moodle-parts'
import { markdownOf } from './rich'

/** Pairs; one without a left side is a right side that belongs to nothing. */
export function addMatching({ element, to, place, line, ...asked }: MoodleQuestion) {
  const { prompt, explanation, points } = asked
  const rows = childrenOf(element, 'subquestion').map((part) => ({
    left: line(part),
    right: line(childOf(part, 'answer')),
  }))
  to.add(place, {
    kind: 'matching',
    points,
    body: {
      prompt,
      explanation,
      pairs: rows.filter(({ left }) => left),
      extra: rows.filter(({ left, right }) => !left && right).map(({ right }) => right),
      credit: 'partial',
    },
  })
}

/** A text to write; one that takes files alone is another kind. */
export function addWritten({ element, to, place, markdown, plain, ...asked }: MoodleQuestion) {
  const said = (name: string) => textOf(childOf(element, name)).trim()
  const guide = markdown(childOf(element, 'graderinfo'))
  if (said('responseformat') === 'noinline') {
    const most = Number(said('attachments') || 1)
    return addFiles(to, place, {
      ...asked,
      guide,
      fileKinds: fileKindsOf(said('filetypeslist')),
      maxFiles: most < 0 ? mostAnswerFiles : most,
      maxMegabytes: Number(said('maxbytes') || 0) / 1_000_000 || null,
    })
  }
  if (Number(said('attachments') || 0) !== 0) to.changed(place, 'question-attachments')
  if (plain(childOf(element, 'responsetemplate'))) to.changed(place, 'question-template')
  const limit = (name: string) => (said(name) ? Number(said(name)) : null)
  addEssay(to, place, {
    ...asked,
    guide,
    minWords: limit('minwordlimit'),
    maxWords: limit('maxwordlimit'),
  })
}

/** What is recorded (`qtype_recordrtc`): sound is sound; of film and screen a file is taken. */
export function addRecording({ element, to, place, prompt, explanation, points, markdown }: MoodleQuestion) {
  const said = (name: string) => textOf(childOf(element, name)).trim()
  const guide = markdown(childOf(element, 'graderinfo'))
  if ((said('mediatype') || 'audio') !== 'audio') {
    to.changed(place, 'question-became', { reason: 'quizzes.kind.file' })
    return addFiles(to, place, { prompt, explanation, points, guide, fileKinds: 'recordings' })
  }
  const seconds = Math.round(Number(said('timelimitinseconds'))) || soundSeconds.usual
  const maxSeconds = Math.min(soundSeconds.most, Math.max(soundSeconds.least, seconds))
  to.add(place, { kind: 'audio', points, body: { prompt, explanation, guide, maxSeconds } })
}

/** The answers stand in their order, which `fraction` counts. */
export function addOrdering({ element, to, place, line, prompt, explanation, points }: MoodleQuestion) {
  const items = childrenOf(element, 'answer')
    .map((answer, index) => ({ text: line(answer), at: Number(answer.attributes.fraction ?? index) }))
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => text)
  const isWhole = /ALL_OR_NOTHING/i.test(textOf(childOf(element, 'gradingtype')))
  to.add(place, { kind: 'ordering', points, body: { prompt, explanation, items, credit: isWhole ? 'all' : 'partial' } })
}

const numbered = /\[\[(\d{1,3})\]\]/g

/** Words dragged into `[[1]]`: the number is that of the word, so that one word may fill several gaps. */
export function addDragWords(question: MoodleQuestion) {
  const { element, to, place, plain, explanation, points } = question
  const words = childrenOf(element, 'dragbox').map(plain)
  const used: number[] = []
  const text = marked(question, (number) => used.push(number))
  to.add(place, {
    kind: 'word-bank',
    points,
    body: {
      prompt: '',
      explanation,
      text,
      gaps: used.map((number) => words[number - 1] ?? ''),
      extra: words.filter((_, i) => !used.includes(i + 1)),
      credit: 'partial',
    },
  })
}

/** Choices from lists in `[[1]]`: those of one group are offered together. */
export function addSelectGaps(question: MoodleQuestion) {
  const { element, to, place, plain, explanation, points } = question
  const options = childrenOf(element, 'selectoption').map((part) => ({ text: plain(part), group: groupOf(part) }))
  const gaps: (Gap | null)[] = []
  const text = marked(question, (number) => {
    const right = options[number - 1]
    const list = options.filter(({ group }) => group === right?.group)
    const answers = list.map((one) => ({ text: one.text, share: one === right ? 1 : 0, feedback: '' }))
    return gaps.push(choiceGap(answers, to, place))
  })
  if (gaps.includes(null)) return to.leftOut(place, 'question-no-answer')
  const body = { prompt: '', explanation, text, gaps, matchCase: false, matchAccents: false, credit: 'partial' }
  to.add(place, { kind: 'cloze', points, body })
}

const groupOf = (part: XmlElement) => textOf(childOf(part, 'group')).trim()

/** The question's text with its gaps numbered as they come. */
function marked({ element, to, place }: MoodleQuestion, gap: (number: number) => number): string {
  const part = childOf(element, 'questiontext')
  const rich = richIn(part)
  const text = rich.text.replace(numbered, (_, number: string) => gapMark(gap(Number(number))))
  return placeGaps(markdownOf({ ...rich, text }, place, to, picturesOf(part, to)))
}
