import type { Answer } from './build'
import { choiceGap, type Gap, gapMark, numberGap, placeGaps, textGap } from './gaps'
import type { Gathering, Place } from './gather'
import { MOST_LETTERS, markdownOf, plainOf, type Rich, type RichOptions, withoutData } from './rich'

/** Moodle's embedded answers, `{1:MULTICHOICE:=Paris#Yes~Rome}`. A brace within is `\}`. */
const embedded = /\{(\d*):([A-Z_]+)(?::((?:\\[\s\S]|[^}\\]){0,4000}))?\}/g

export const hasEmbeddedAnswers = (text: string): boolean =>
  /\{\d*:(?:MULTI|MC|SHORTANSWER|SA|MW|NUMERICAL|NM)[A-Z_]*:/.test(text)

/** `points`: where the file says them of the question as a whole; else its gaps add up. */
type Given = { explanation: string; options?: RichOptions; points?: number }

/** A text with embedded answers as a cloze question; a gap that cannot be read leaves the whole question out, by name. */
export function addEmbedded(to: Gathering, place: Place, rich: Rich, { explanation, options, points }: Given) {
  if (withoutData(rich.text).text.length > MOST_LETTERS)
    return to.leftOut(place, 'question-unfit', { reason: 'imports.questionUnfit' })
  const gaps: Gap[] = []
  const weights: number[] = []
  let broken: string | null = null
  const marked = rich.text.replace(embedded, (whole, weight: string, type: string, source = '') => {
    const gap = gapOf(type, source, to, place)
    if (!gap) broken ??= plainOf({ text: whole, format: rich.format })
    weights.push(Number(weight || 1))
    return gap ? gapMark(gaps.push(gap)) : whole
  })
  if (broken) return to.leftOut(place, 'question-gap', { text: (broken as string).slice(0, 120) })
  if (gaps.length === 0) return to.leftOut(place, 'question-no-answer')
  if (new Set(weights).size > 1) to.changed(place, 'question-gap-weights')
  const isCased = [...rich.text.matchAll(embedded)].some(([, , type = '']) => /^(?:SHORTANSWER_C|SAC|MWC)$/.test(type))
  to.add(place, {
    kind: 'cloze',
    points: points ?? weights.reduce((sum, weight) => sum + weight, 0),
    body: {
      prompt: '',
      explanation,
      text: placeGaps(markdownOf({ ...rich, text: marked }, place, to, options)),
      gaps,
      matchCase: isCased,
      matchAccents: false,
      credit: 'partial',
    },
  })
}

function gapOf(type: string, source: string, to: Gathering, place: Place): Gap | null {
  const answers = answersIn(source)
  if (answers.some(({ feedback }) => feedback)) to.changed(place, 'question-feedback')
  if (/^(?:MULTICHOICE|MC)(?:_?[VHS]+)?$/.test(type)) return choiceGap(answers, to, place)
  if (/^(?:SHORTANSWER|SA|MW)_?C?$/.test(type)) return textGap(answers, to, place, true)
  return type === 'NUMERICAL' || type === 'NM' ? readNumberGap(answers, to, place) : null
}

function answersIn(source: string): Answer[] {
  return source
    .split(/(?<!\\)~/)
    .map((one) => /^\s*(?:(=)|%(-?[\d.,]+)%)?([\s\S]*)$/.exec(one)!)
    .map(([, right, percent, rest = '']) => {
      const [text = '', ...feedback] = rest.split(/(?<!\\)#/)
      return {
        text: plainOf({ text: plain(text), format: 'html' }),
        share: right ? 1 : percent ? Number(percent.replace(',', '.')) / 100 : 0,
        feedback: plain(feedback.join('#')).trim(),
      }
    })
    .filter(({ text }) => text !== '')
}

const plain = (text: string) => text.replace(/\\([}#~/"\\])/g, '$1')

function readNumberGap(answers: Answer[], to: Gathering, place: Place): Gap | null {
  const [right, ...others] = answers.filter(({ share }) => share >= 0.999)
  const [value, tolerance = '0'] = right?.text.split(':') ?? []
  const [answer, off] = [value, tolerance].map((part) => Number(part?.trim().replace(',', '.') || Number.NaN))
  if (!Number.isFinite(answer) || !Number.isFinite(off)) return null
  if (others.length || answers.some(({ share }) => share > 0 && share < 0.999)) to.changed(place, 'question-numbers')
  return numberGap(answer!, Math.abs(off!))
}

/** A file that is one text with embedded answers. */
export function readEmbeddedFile(text: string, path: string, to: Gathering) {
  const place = { path, line: 1, name: text.slice(0, 2_000).replace(embedded, '…') }
  addEmbedded(to, place, { text: text.trim(), format: 'moodle' }, { explanation: '' })
}
