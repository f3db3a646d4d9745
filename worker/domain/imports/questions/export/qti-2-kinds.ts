import { escapeText } from '../../../../lib/xml'
import { gapMark } from '../gaps'
import { declaration, explain, gapProcessing, nearly, processing, R, wordings } from './qti-2-scoring'
import { type Loss, lossesOf, type QuizQuestion, sharesOf } from './write'
import { type PlaceOf, xhtmlLine, xhtmlOf } from './xhtml'

export type ItemBody = {
  declarations: string
  itemBody: string
  processing: string
  feedback: string
  losses: Loss[]
}

/** The parts of an item that its kind decides; null where QTI has none for it. */
export function writeBody({ question, points }: QuizQuestion, placeOf: PlaceOf): ItemBody | null {
  const { body } = question
  const html = (text: string) => xhtmlOf(text, placeOf)
  const line = (text: string) => xhtmlLine(text, placeOf)
  const about = body.passage
    ? `<rubricBlock view="candidate" use="stimulus"><div>${html(body.passage)}</div></rubricBlock>`
    : ''
  const prompt = `${about}${body.prompt ? `<div>${html(body.prompt)}</div>` : ''}`
  const explained = body.explanation ? [{ id: 'explanation', text: body.explanation }] : []
  const made = (parts: {
    type: string
    cardinality: string
    right: string[]
    shares?: [string, number][] | null
    itemBody: string
    remarks?: { id: string; text: string }[]
    losses?: Loss[]
  }): ItemBody => ({
    declarations: declaration(R, parts.cardinality, parts.type, parts.right, parts.shares ?? null, points),
    itemBody: `${prompt}${parts.itemBody}`,
    processing: processing(
      parts.shares ? 'map' : 'match',
      explained.length > 0,
      Boolean(parts.remarks?.length),
      points,
    ),
    feedback: [...(parts.remarks ?? []), ...explained]
      .map(
        ({ id, text }) =>
          `<modalFeedback outcomeIdentifier="FEEDBACK" identifier="${id}" showHide="show">${html(text)}</modalFeedback>`,
      )
      .join('\n'),
    losses: parts.losses ?? [],
  })
  switch (question.kind) {
    case 'single-choice': {
      const { choices, correct, shuffle } = question.body
      return made({
        type: 'identifier',
        cardinality: 'single',
        right: [correct],
        itemBody: choiceList(choices, shuffle, 1, html),
        remarks: choices.flatMap(({ id, feedback }) => (feedback ? [{ id, text: feedback }] : [])),
      })
    }
    case 'multiple-choice': {
      const { choices, correct, shuffle, credit } = question.body
      const shares = sharesOf(question.body)
      return made({
        type: 'identifier',
        cardinality: 'multiple',
        right: correct,
        shares: credit === 'partial' ? choices.map(({ id }, i) => [id, shares[i]!]) : null,
        itemBody: choiceList(choices, shuffle, 0, html),
        remarks: choices.flatMap(({ id, feedback }) => (feedback ? [{ id, text: feedback }] : [])),
      })
    }
    case 'true-false': {
      const choices = ['true', 'false'].map((id) => ({ id, text: id === 'true' ? 'True' : 'False' }))
      const right = [String(question.body.correct)]
      return made({ type: 'identifier', cardinality: 'single', right, itemBody: choiceList(choices, false, 1, html) })
    }
    case 'ordering': {
      const { items, credit } = question.body
      const choices = items.map((text, i) => `<simpleChoice identifier="i${i}">${line(text)}</simpleChoice>`)
      // Written by another order, so that the file does not tell it at a glance.
      const itemBody = `<orderInteraction responseIdentifier="${R}" shuffle="true">${[...choices].sort().reverse().join('')}</orderInteraction>`
      const right = items.map((_, i) => `i${i}`)
      return made({
        type: 'identifier',
        cardinality: 'ordered',
        right,
        itemBody,
        losses: lossesOf({ credit: credit === 'partial' }),
      })
    }
    case 'matching': {
      const { pairs, extra, credit } = question.body
      const rights = [...new Set([...pairs.map(({ right }) => right), ...extra])]
      const right = pairs.map((pair, i) => `l${i} r${rights.indexOf(pair.right)}`)
      const itemBody = matchSets(
        pairs.map(({ left }) => line(left)),
        rights.map(line),
        pairs.length,
      )
      return made({ type: 'directedPair', cardinality: 'multiple', right, shares: even(right, credit), itemBody })
    }
    case 'categorisation': {
      const { items, categories, credit } = question.body
      const right = items.map(({ category }, i) => `l${i} r${categories.indexOf(category)}`)
      const itemBody = matchSets(
        items.map(({ text }) => line(text)),
        categories.map(line),
        0,
      )
      return made({ type: 'directedPair', cardinality: 'multiple', right, shares: even(right, credit), itemBody })
    }
    case 'word-bank': {
      const { text, gaps, extra, credit } = question.body
      const words = [...new Set([...gaps, ...extra])]
      const texts = words.map(
        (word, i) => `<gapText identifier="w${i}" matchMax="0">${escapeText(word.replace(/&/g, '&amp;'))}</gapText>`,
      )
      const right = gaps.map((word, i) => `w${words.indexOf(word)} g${i}`)
      const filled = gapped(html(marked(text)), (at) => `<gap identifier="g${at}"/>`)
      const itemBody = `<gapMatchInteraction responseIdentifier="${R}" shuffle="true">${texts.join('')}${filled}</gapMatchInteraction>`
      return made({ type: 'directedPair', cardinality: 'multiple', right, shares: even(right, credit), itemBody })
    }
    case 'short-text': {
      const { accepted, matchCase, matchAccents } = question.body
      return {
        ...made({
          type: 'string',
          cardinality: 'single',
          right: [accepted[0]!],
          itemBody: `<p><textEntryInteraction responseIdentifier="${R}"/></p>`,
        }),
        declarations: wordings(R, accepted, matchCase, points),
        processing: processing('map', explained.length > 0, false, points),
        losses: lossesOf({ accents: matchAccents }),
      }
    }
    case 'number': {
      const { answer, tolerance, unit } = question.body
      const asked = made({
        type: 'float',
        cardinality: 'single',
        right: [String(answer)],
        itemBody: `<p><textEntryInteraction responseIdentifier="${R}"/></p>`,
      })
      return {
        ...asked,
        processing: nearly([{ id: R, tolerance }], explained.length > 0, points),
        losses: lossesOf({ unit: unit !== '' }),
      }
    }
    case 'cloze': {
      const { text, gaps, matchCase, matchAccents, credit } = question.body
      const each = points / gaps.length
      const field = (at: number) => {
        const gap = gaps[at]!
        if (gap.kind !== 'choice') return `<textEntryInteraction responseIdentifier="${R}${at}"/>`
        const options = gap.options.map(
          (one, i) => `<inlineChoice identifier="o${i}">${escapeText(one.replace(/&/g, '&amp;'))}</inlineChoice>`,
        )
        return `<inlineChoiceInteraction responseIdentifier="${R}${at}" shuffle="false">${options.join('')}</inlineChoiceInteraction>`
      }
      const declared = gaps.map((gap, at) => {
        if (gap.kind === 'text') return wordings(`${R}${at}`, gap.accepted, matchCase, each)
        if (gap.kind === 'number') return declaration(`${R}${at}`, 'single', 'float', [String(gap.answer)], null, each)
        return declaration(`${R}${at}`, 'single', 'identifier', [`o${gap.options.indexOf(gap.correct)}`], null, each)
      })
      const numbers = gaps.flatMap((gap, at) =>
        gap.kind === 'number' ? [{ id: `${R}${at}`, tolerance: gap.tolerance }] : [],
      )
      return {
        ...made({ type: 'string', cardinality: 'single', right: [], itemBody: '' }),
        declarations: declared.join('\n'),
        itemBody: `${prompt}<div>${gapped(html(marked(text)), field)}</div>`,
        processing: gapProcessing(
          gaps.map((gap, at) => ({ id: `${R}${at}`, kind: gap.kind })),
          numbers,
          explained.length > 0,
          each,
        ),
        losses: lossesOf({
          accents: matchAccents,
          credit: credit === 'all',
          unit: gaps.some((gap) => gap.kind === 'number' && gap.unit !== ''),
        }),
      }
    }
    case 'essay': {
      const { guide, model, minWords, maxWords } = question.body
      const said = (text: string, use: string) =>
        text ? `<rubricBlock view="scorer tutor"${use}><div>${html(text)}</div></rubricBlock>` : ''
      const field = `<extendedTextInteraction responseIdentifier="${R}" expectedLines="15"/>`
      return {
        ...made({
          type: 'string',
          cardinality: 'single',
          right: [],
          itemBody: `${said(guide, '')}${said(model, ' use="model"')}${field}`,
          losses: lossesOf({ 'word-limits': minWords !== null || maxWords !== null }),
        }),
        declarations: `<responseDeclaration identifier="${R}" cardinality="single" baseType="string"/>`,
        processing: explained.length ? `<responseProcessing>${explain(true)}</responseProcessing>` : '',
      }
    }
    case 'file': {
      const { guide, fileKinds, maxFiles, maxMegabytes } = question.body
      const types = { any: '', documents: '', pictures: ' type="image/*"', recordings: ' type="audio/*"' }
      const told = guide ? `<rubricBlock view="scorer tutor"><div>${html(guide)}</div></rubricBlock>` : ''
      return {
        ...made({
          type: 'file',
          cardinality: 'single',
          right: [],
          itemBody: `${told}<uploadInteraction responseIdentifier="${R}"${types[fileKinds]}/>`,
          losses: lossesOf({ 'file-limits': fileKinds === 'documents' || maxFiles > 1 || maxMegabytes !== null }),
        }),
        declarations: `<responseDeclaration identifier="${R}" cardinality="single" baseType="file"/>`,
        processing: explained.length ? `<responseProcessing>${explain(true)}</responseProcessing>` : '',
      }
    }
    default:
      return null
  }
}

const even = (right: string[], credit: string): [string, number][] | null =>
  credit === 'partial' ? right.map((pair) => [pair, 1 / right.length]) : null

function choiceList(
  choices: { id: string; text: string }[],
  shuffle: boolean,
  most: number,
  html: (text: string) => string,
) {
  const list = choices.map(({ id, text }) => `<simpleChoice identifier="${id}">${html(text)}</simpleChoice>`)
  return `<choiceInteraction responseIdentifier="${R}" shuffle="${shuffle}" maxChoices="${most}">${list.join('')}</choiceInteraction>`
}

function matchSets(left: string[], right: string[], most: number): string {
  const set = (list: string[], mark: string, matchMax: number) =>
    `<simpleMatchSet>${list.map((text, i) => `<simpleAssociableChoice identifier="${mark}${i}" matchMax="${matchMax}">${text}</simpleAssociableChoice>`).join('')}</simpleMatchSet>`
  return `<matchInteraction responseIdentifier="${R}" shuffle="true" maxAssociations="${left.length}">${set(left, 'l', 1)}${set(right, 'r', most)}</matchInteraction>`
}

/** Gaps are marked before the text becomes XHTML: brackets that are escaped look the same behind it. */
const marked = (markdown: string) =>
  markdown.replace(/(?<!\\)\[\[(\d{1,2})\]\]/g, (_, number: string) => gapMark(Number(number)))
const gapped = (xhtml: string, field: (at: number) => string) =>
  xhtml.replace(/\ue010(\d+)\ue011/g, (_, number: string) => field(Number(number) - 1))
