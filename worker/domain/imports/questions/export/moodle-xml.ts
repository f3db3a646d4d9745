import { toBase64 } from '../../../../lib/bytes'
import { acceptOf } from '../../../../lib/file-kinds'
import { escapeText } from '../../../../lib/xml'
import { hintsOf, mapQuestionTexts } from '../../../quizzes/questions'
import { mapPlaceholders, toMoodle } from '../formulas'
import { type Gap, writeEmbedded } from './embedded'
import { calculatedParts } from './moodle-calculated'
import { type StoredPicture, withPictures } from './pictures'
import {
  absoluteOf,
  categoryPath,
  leftOut,
  lossesOf,
  percentOf,
  type QuizQuestion,
  sharesOf,
  textsFrom,
  turnsAt,
  type Written,
} from './write'

type Pictures = ReadonlyMap<string, StoredPicture>

/** A quiz as Moodle XML: texts stay Markdown, which Moodle knows as a format; pictures are in it as Base64. */
export function writeMoodleXml(questions: QuizQuestion[], pictures: Pictures): { text: string; written: Written[] } {
  const written = questions.map((question, i) => writeQuestion(question, i, pictures))
  const textsAt = textsFrom(questions, (i) => written[i]!.text !== null)
  const texts = written.flatMap(({ text }, i) => {
    const { category = [] } = questions[i]!
    const turn = `<question type="category"><category>${plainText(categoryPath(category))}</category></question>`
    const count = textsAt(i)
    const about = count ? [aboutText(questions[i]!.question.body.passage!, i, count, pictures)] : []
    return [...(turnsAt(questions, i) ? [turn] : []), ...about, ...(text === null ? [] : [text])]
  })
  return { text: `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${texts.join('\n')}\n</quiz>\n`, written }
}

/** A text stands before the questions about it; its number says how many they are. */
const aboutText = (passage: string, at: number, count: number, pictures: Pictures) =>
  [
    '<question type="description">',
    `<name><text>${at + 1}–${at + count}</text></name>`,
    part('questiontext', passage, pictures),
    '<defaultgrade>0</defaultgrade>',
    `<idnumber>text-for-${count}</idnumber>`,
    '</question>',
  ].join('\n')

const cdata = (text: string) => `<![CDATA[${text.replace(/\]\]>/g, ']]]]><![CDATA[>')}]]>`
const plainText = (text: string) => `<text>${escapeText(text.replace(/&/g, '&amp;'))}</text>`

/** A text with its pictures beside it. */
function part(name: string, markdown: string, pictures: Pictures, { attributes = '', rest = '' } = {}): string {
  const shown = new Map<string, StoredPicture>()
  const text = withPictures(markdown, (id) => {
    const picture = pictures.get(id)
    if (picture) shown.set(id, picture)
    return picture ? `@@PLUGINFILE@@/${encodeURIComponent(picture.name)}` : null
  })
  const files = [...shown.values()].map(
    (picture) =>
      `<file name="${escapeText(picture.name)}" path="/" encoding="base64">${toBase64(picture.bytes)}</file>`,
  )
  return `<${name}${attributes} format="markdown"><text>${cdata(text)}</text>${files.join('')}${rest}</${name}>`
}

function writeQuestion(
  { question, points, tags = [], penalty }: QuizQuestion,
  index: number,
  pictures: Pictures,
): Written {
  const { body } = question
  const md = (name: string, text: string, more?: { attributes?: string; rest?: string }) =>
    part(name, text, pictures, more)
  const answer = (share: number, text: string, feedback = '') =>
    md('answer', text, {
      attributes: ` fraction="${percentOf(share)}"`,
      rest: feedback ? md('feedback', feedback) : '',
    })
  const typed = (text: string, rest = '') =>
    `<answer fraction="100" format="plain_text">${plainText(text)}${rest}</answer>`
  const asked = (type: string, text: string, parts: string[], why = body.explanation) =>
    [
      `<question type="${type}">`,
      `<name><text>${index + 1}</text></name>`,
      md('questiontext', text),
      md('generalfeedback', why),
      `<defaultgrade>${points}</defaultgrade>`,
      ...(penalty === undefined ? [] : [`<penalty>${penalty}</penalty>`]),
      ...parts,
      ...hintsOf(question).map((hint) => md('hint', hint)),
      ...(tags.length ? [`<tags>${tags.map((tag) => `<tag>${plainText(tag)}</tag>`).join('')}</tags>`] : []),
      '</question>',
    ].join('\n')
  const whole = (prompt: string, text: string) => [prompt, text].filter(Boolean).join('\n\n')
  switch (question.kind) {
    case 'single-choice': {
      const { choices, correct, shuffle, prompt } = question.body
      const answers = choices.map(({ id, text, feedback }) => answer(id === correct ? 1 : 0, text, feedback))
      return {
        text: asked('multichoice', prompt, ['<single>true</single>', shuffled(shuffle), ...answers]),
        losses: [],
      }
    }
    case 'multiple-choice': {
      const { choices, credit, shuffle, prompt } = question.body
      const shares = sharesOf(question.body)
      const answers = choices.map(({ text, feedback }, i) => answer(shares[i]!, text, feedback))
      const text = asked('multichoice', prompt, ['<single>false</single>', shuffled(shuffle), ...answers])
      return { text, losses: lossesOf({ credit: credit === 'all' }) }
    }
    case 'true-false': {
      const truth = [true, false].map(
        (value) => `<answer fraction="${value === question.body.correct ? 100 : 0}"><text>${value}</text></answer>`,
      )
      return { text: asked('truefalse', body.prompt, truth), losses: [] }
    }
    case 'short-text': {
      const { accepted, matchCase, matchAccents, prompt } = question.body
      const answers = accepted.map((text) => typed(text.replace(/\*/g, '\\*')))
      const text = asked('shortanswer', prompt, [`<usecase>${matchCase ? 1 : 0}</usecase>`, ...answers])
      return { text, losses: lossesOf({ accents: matchAccents }) }
    }
    case 'number': {
      const { tolerance, unit, prompt } = question.body
      const units = `<units><unit><multiplier>1</multiplier><unit_name>${escapeText(unit.replace(/&/g, '&amp;'))}</unit_name></unit></units>`
      const answers = [typed(String(question.body.answer), `<tolerance>${absoluteOf(question.body)}</tolerance>`)]
      const text = asked('numerical', prompt, unit ? [...answers, units] : answers)
      return { text, losses: lossesOf({ percent: tolerance.kind === 'percent' }) }
    }
    case 'calculated': {
      const texts = mapQuestionTexts(question, (text) => mapPlaceholders(text, toMoodle))
      return {
        text: asked('calculatedsimple', texts.body.prompt, calculatedParts(question.body), texts.body.explanation),
        losses: [],
      }
    }
    case 'matching':
      return pairsOf(question.body.pairs, question.body.extra, question.body.credit === 'all')
    case 'categorisation': {
      const { items, categories, credit } = question.body
      const used = new Set(items.map(({ category }) => category))
      const rows = items.map(({ text, category }) => ({ left: text, right: category }))
      const written = pairsOf(
        rows,
        categories.filter((one) => !used.has(one)),
        credit === 'all',
      )
      return { ...written, losses: ['matching', ...written.losses] }
    }
    case 'ordering': {
      const { items, credit, prompt } = question.body
      const type = `<gradingtype>${credit === 'all' ? 'ALL_OR_NOTHING' : 'ABSOLUTE_POSITION'}</gradingtype>`
      const answers = items.map((text, i) => md('answer', text, { attributes: ` fraction="${i + 1}"` }))
      return { text: asked('ordering', prompt, ['<layouttype>VERTICAL</layouttype>', type, ...answers]), losses: [] }
    }
    case 'cloze': {
      const { prompt, text, gaps, matchCase, matchAccents, credit } = question.body
      const embedded = writeEmbedded(text, gaps as Gap[], matchCase)
      if (embedded.text === null) return embedded
      const losses = lossesOf({ accents: matchAccents, credit: credit === 'all' })
      return { text: asked('cloze', whole(prompt, embedded.text), []), losses: [...embedded.losses, ...losses] }
    }
    case 'word-bank': {
      const { prompt, text, gaps, extra, credit } = question.body
      const words = [...new Set([...gaps, ...extra])]
      const marked = text.replace(
        /(?<!\\)\[\[(\d{1,2})\]\]/g,
        (_, number: string) => `[[${words.indexOf(gaps[Number(number) - 1]!) + 1}]]`,
      )
      const boxes = words.map(
        (word) =>
          `<dragbox>${plainText(word)}<group>1</group>${gaps.filter((one) => one === word).length > 1 ? '<infinite/>' : ''}</dragbox>`,
      )
      return { text: asked('ddwtos', whole(prompt, marked), boxes), losses: lossesOf({ credit: credit === 'all' }) }
    }
    case 'essay': {
      const { prompt, guide, model, minWords, maxWords } = question.body
      const limit = (name: string, n: number | null) => (n === null ? [] : [`<${name}>${n}</${name}>`])
      const parts = [
        '<responseformat>editor</responseformat>',
        '<responserequired>0</responserequired>',
        '<responsefieldlines>15</responsefieldlines>',
        ...limit('minwordlimit', minWords),
        ...limit('maxwordlimit', maxWords),
        '<attachments>0</attachments>',
        md('graderinfo', guide),
      ]
      return { text: asked('essay', prompt, parts), losses: lossesOf({ model: model !== '' }) }
    }
    case 'audio': {
      const { prompt, guide, maxSeconds } = question.body
      const parts = [
        '<mediatype>audio</mediatype>',
        `<timelimitinseconds>${maxSeconds}</timelimitinseconds>`,
        ...(guide ? [md('graderinfo', guide)] : []),
      ]
      return { text: asked('recordrtc', prompt, parts), losses: [] }
    }
    case 'file': {
      const { prompt, guide, fileKinds, maxFiles, maxMegabytes } = question.body
      const listed = acceptOf(fileKinds)
      const parts = [
        '<responseformat>noinline</responseformat>',
        '<responserequired>0</responserequired>',
        `<attachments>${maxFiles}</attachments>`,
        '<attachmentsrequired>1</attachmentsrequired>',
        ...(maxMegabytes === null ? [] : [`<maxbytes>${maxMegabytes * 1_000_000}</maxbytes>`]),
        ...(listed ? [`<filetypeslist>${listed}</filetypeslist>`] : []),
        md('graderinfo', guide),
      ]
      return { text: asked('essay', prompt, parts), losses: [] }
    }
    default:
      return leftOut
  }

  function pairsOf(rows: { left: string; right: string }[], extra: string[], isWhole: boolean): Written {
    const all = [...rows, ...extra.map((right) => ({ left: '', right }))]
    const parts = all.map(({ left, right }) =>
      // Answers of pairs are plain in Moodle; what is Markdown in them stays as it is written.
      md('subquestion', left, { rest: `<answer format="markdown"><text>${cdata(right)}</text></answer>` }),
    )
    return { text: asked('matching', body.prompt, [shuffled(true), ...parts]), losses: lossesOf({ credit: isWhole }) }
  }
}

const shuffled = (is: boolean) => `<shuffleanswers>${is}</shuffleanswers>`
