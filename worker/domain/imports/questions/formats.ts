import { Invalid } from '../../../errors'
import { readText } from '../../../lib/read-text'
import { childrenOf, readXml, type XmlElement } from '../../../lib/xml'
import { readAiken } from './aiken'
import { readBlackboard } from './blackboard'
import { hasEmbeddedAnswers, readEmbeddedFile } from './cloze-text'
import { isQuestionCsv, readQuestionCsv } from './csv'
import type { Gathering } from './gather'
import { readGift } from './gift'
import { readMoodleXml } from './moodle-xml'
import { readQti1 } from './qti-1'
import type { QtiPictures } from './qti-1-material'
import { readQti2 } from './qti-2'
import type { Stimuli } from './qti-2-stimuli'

type XmlReader = (root: XmlElement, path: string, to: Gathering, pictures: QtiPictures, stimuli?: Stimuli) => void
type TextReader = (text: string, path: string, to: Gathering) => void

/** A form that questions come in, known by its root element or by how its text looks. */
export type QuestionFormat =
  | { name: string; roots: readonly string[]; read: XmlReader }
  | { name: string; fits: (text: string, path: string) => boolean; read: TextReader }

const xml = [
  { name: 'moodle-xml', roots: ['quiz'], read: readMoodleXml },
  { name: 'qti-1.2', roots: ['questestinterop'], read: readQti1 },
  { name: 'qti-2', roots: ['assessmentItem'], read: readQti2 },
  { name: 'qti-3', roots: ['qti-assessment-item'], read: readQti2 },
  { name: 'blackboard', roots: ['POOL'], read: readBlackboard },
] as const satisfies QuestionFormat[]

/** The most particular first. */
const texts = [
  { name: 'csv', fits: isQuestionCsv, read: readQuestionCsv },
  {
    name: 'aiken',
    fits: (text) => /^\s*ANSWER\s*:\s*[A-Z]/im.test(text) && /^\s*A\s*[.)]\s+\S/m.test(text),
    read: readAiken,
  },
  { name: 'moodle-cloze', fits: hasEmbeddedAnswers, read: readEmbeddedFile },
  {
    name: 'gift',
    fits: (text, path) => /(?<!\\)\{/.test(text) || /\.gift(?:\.txt)?$/i.test(path) || /^::|^\$CATEGORY:/m.test(text),
    read: readGift,
  },
] as const satisfies QuestionFormat[]

export type FormatName = (typeof xml)[number]['name'] | (typeof texts)[number]['name']

/** What a file holds, before its questions are read. `id` is what an assessment calls itself. */
export type Recognized = { format: FormatName; id: string; read: Reader }
type Reader = (to: Gathering, pictures: QtiPictures, stimuli?: Stimuli) => void

/** Null where it is none of these forms. Throws `Invalid` about what is no text, or is broken XML. */
export function recognize(path: string, bytes: Uint8Array): Recognized | null {
  const file = path.replace(/^.*\//, '')
  const read = readText(bytes)
  if (!read) throw new Invalid('file', 'imports.notText', { file })
  const { text, encoding, isGuessed } = read
  const say = (to: Gathering) => {
    if (isGuessed)
      to.report.push({ level: 'changed', path, line: null, key: 'encoding-guessed', values: { name: encoding } })
  }
  if (/^\s*<(?:[?!a-z])/i.test(text) && !/^\s*<!doctype html|^\s*<(?:p|div|span|br|b|i|img)\b/i.test(text)) {
    const root = readXml(text, { file })
    const format = xml.find(({ roots }) => (roots as readonly string[]).includes(root.name))
    // Canvas calls the settings of a quiz so too.
    if (root.name === 'quiz' && !childrenOf(root, 'question').length) return null
    if (!format) return null
    return {
      format: format.name,
      id: idOf(root),
      read(to, pictures, stimuli) {
        say(to)
        format.read(root, path, to, pictures, stimuli)
      },
    }
  }
  const format = texts.find((one) => one.fits(text, path))
  if (!format) return null
  return {
    format: format.name,
    id: '',
    read(to) {
      say(to)
      format.read(text, path, to)
    },
  }
}

/** An assessment or a bank in it is known by its name. */
function idOf(root: XmlElement): string {
  const child = root.children.find(
    (one): one is XmlElement => typeof one !== 'string' && /^(?:assessment|objectbank)$/.test(one.name),
  )
  return child?.attributes.ident ?? ''
}
