import { childOf, childrenOf, textOf, type XmlElement } from '../../../lib/xml'
import { type Answer, addChoices, addNumber, addShortText, addTrueFalse } from './build'
import { addEmbedded } from './cloze-text'
import type { Gathering } from './gather'
import { addCalculated } from './moodle-calculated'
import { addDragWords, addMatching, addOrdering, addRecording, addSelectGaps, addWritten } from './moodle-kinds'
import { type MoodleQuestion, picturesOf, richIn, textIn } from './moodle-parts'
import { lineOf, markdownOf, plainOf } from './rich'

/** Kinds that quizzes do not have; what is here none of the rest has a name for. */
const unknown: Record<string, string> = {
  calculatedmulti: 'calculated',
  ddimageortext: 'drawing',
  ddmarker: 'hotspot',
  randomsamatch: 'random',
}

const readers: Record<string, (question: MoodleQuestion) => void> = {
  truefalse,
  multichoice,
  shortanswer,
  numerical,
  matching: addMatching,
  match: addMatching,
  cloze: embedded,
  multianswer: embedded,
  ordering: addOrdering,
  ddwtos: addDragWords,
  gapselect: addSelectGaps,
  essay: addWritten,
  recordrtc: addRecording,
  calculated: addCalculated,
  calculatedsimple: addCalculated,
}

/** Moodle XML, as its importer reads it: `<quiz>` with a `<question type="…">` each; pictures are in it as Base64. */
export function readMoodleXml(quiz: XmlElement, path: string, to: Gathering) {
  for (const element of childrenOf(quiz, 'question')) {
    if (to.isFull()) break
    const type = element.attributes.type ?? ''
    const at = { path, line: element.line }
    if (type === 'category') {
      to.category({ ...at, name: '' }, textIn(childOf(element, 'category')))
      continue
    }
    const title = plainOf({ text: textIn(childOf(element, 'name')), format: 'html' })
    const asked = richIn(childOf(element, 'questiontext'))
    const tags = childrenOf(childOf(element, 'tags'), 'tag').map(textIn)
    const place = { ...at, name: title || plainOf(asked), tags }
    const markdown = (part: XmlElement | undefined) => markdownOf(richIn(part), place, to, picturesOf(part, to))
    if (type === 'description') {
      // Written by ourselves, it says for how many.
      const most = /^text-for-(\d{1,3})$/.exec(textOf(childOf(element, 'idnumber')).trim())?.[1]
      to.text(place, markdown(childOf(element, 'questiontext')), most === undefined ? undefined : Number(most))
      continue
    }
    const passage = to.passage()
    const read = Object.hasOwn(readers, type) ? readers[type] : undefined
    if (!read) {
      const kind = Object.hasOwn(unknown, type) ? unknown[type] : undefined
      if (kind) to.leftOut(place, 'question-kind', { reason: `imports.questionKind.${kind}` })
      else to.leftOut(place, 'question-kind-other', { kind: type || '?' })
      continue
    }
    const given = childrenOf(element, 'hint')
    const hints = given.flatMap((hint) => markdown(hint).trim() || [])
    const hintsDoMore = given.some((hint) => isOn(hint, 'shownumcorrect') || isOn(hint, 'clearwrong'))
    const isGapped = ['cloze', 'multianswer', 'ddwtos', 'gapselect'].includes(type)
    read({
      element,
      to,
      place: { ...place, hints, hintsDoMore, penalty: penaltyOf(element), ...(passage && { passage }) },
      prompt: isGapped ? '' : markdown(childOf(element, 'questiontext')),
      explanation: markdown(childOf(element, 'generalfeedback')),
      points: Number(textOf(childOf(element, 'defaultgrade')) || 1) || 0,
      markdown,
      line: (part) => lineOf(richIn(part), place, to, picturesOf(part, to)),
      plain: (part) => plainOf(richIn(part)),
    })
  }
  to.text(null)
}

/** What each further try costs, of 1; a third where the file does not say, as in Moodle. */
function penaltyOf(element: XmlElement): number {
  const said = textOf(childOf(element, 'penalty')).trim()
  const penalty = said === '' ? 1 / 3 : Number(said)
  return Number.isFinite(penalty) ? Math.min(1, Math.max(0, penalty)) : 1 / 3
}

/** An option of a hint: it stands there, and says nothing or yes. */
const isOn = (hint: XmlElement, name: string) => {
  const option = childOf(hint, name)
  return option !== undefined && (textOf(option).trim() === '' || isYes(option))
}

const shareOf = (answer: XmlElement) => Number(answer.attributes.fraction ?? 0) / 100

const answersOf = ({ element, markdown }: MoodleQuestion, textOfAnswer: (part: XmlElement) => string): Answer[] =>
  childrenOf(element, 'answer').map((answer) => ({
    text: textOfAnswer(answer),
    share: shareOf(answer),
    feedback: markdown(childOf(answer, 'feedback')),
  }))

const isYes = (element: XmlElement | undefined) => /^(?:1|true|yes)$/i.test(textOf(element).trim())

function truefalse(question: MoodleQuestion) {
  const answers = answersOf(question, question.plain)
  const right = answers.find(({ share }) => share >= 0.999)
  if (!right) return question.to.leftOut(question.place, 'question-no-answer')
  addTrueFalse(question.to, question.place, {
    ...question,
    isTrue: /^true$/i.test(right.text),
    onRight: right.feedback,
    onWrong: answers.find((one) => one !== right)?.feedback,
  })
}

function multichoice(question: MoodleQuestion) {
  const { element, to, place } = question
  const single = childOf(element, 'single')
  const overall = ['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback'].map((name) =>
    childOf(element, name),
  )
  // Moodle writes these three itself where nobody changed them.
  const standard = /^(?:your answer is (?:partially )?(?:in)?correct\.?)?$/i
  if (overall.some((part) => !standard.test(plainOf(richIn(part))))) to.changed(place, 'question-feedback')
  addChoices(to, place, {
    ...question,
    answers: answersOf(question, question.markdown),
    isMultiple: single !== undefined && !isYes(single),
    shuffle: childOf(element, 'shuffleanswers') === undefined || isYes(childOf(element, 'shuffleanswers')),
  })
}

function shortanswer(question: MoodleQuestion) {
  addShortText(question.to, question.place, {
    ...question,
    answers: answersOf(question, question.plain),
    matchCase: isYes(childOf(question.element, 'usecase')),
    wildcards: true,
  })
}

function numerical(question: MoodleQuestion) {
  const { element, to, place, markdown } = question
  const units = childrenOf(childOf(element, 'units'), 'unit').map((unit) => ({
    name: textOf(childOf(unit, 'unit_name')).trim(),
    multiplier: Number(textOf(childOf(unit, 'multiplier')) || 1),
  }))
  const unit = units.find(({ multiplier }) => multiplier === 1)?.name ?? ''
  if (units.length > 1) to.changed(place, 'question-units')
  addNumber(to, place, {
    ...question,
    unit: unit.slice(0, 30),
    answers: childrenOf(element, 'answer').map((answer) => ({
      value: Number(plainOf(richIn(answer)).replace(',', '.') || Number.NaN),
      tolerance: Number(textOf(childOf(answer, 'tolerance')).trim() || 0) || 0,
      share: shareOf(answer),
      feedback: markdown(childOf(answer, 'feedback')),
    })),
  })
}

function embedded({ element, to, place, explanation, points }: MoodleQuestion) {
  const part = childOf(element, 'questiontext')
  addEmbedded(to, place, richIn(part), {
    explanation,
    options: picturesOf(part, to),
    points: childOf(element, 'defaultgrade') ? points : undefined,
  })
}
