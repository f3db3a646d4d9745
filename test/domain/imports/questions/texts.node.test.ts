import { describe, expect, test } from 'vitest'
import { readQuestionFile } from '../../../../worker/domain/imports/questions'
import { utf8 } from '../../../../worker/lib/bytes'

const read = (text: string, name = 'questions.txt') => readQuestionFile(name, utf8(text))
const bodiesIn = async (text: string, name?: string) =>
  (await read(text, name)).questions.map(({ question }) => question)

describe('GIFT', () => {
  test('escapes, feedback, formats and a general explanation', async () => {
    const [question] = await bodiesIn(
      '::Title:: [html]<p>Is <b>2 \\= 1 + 1</b>?</p> {=[plain]yes \\~ sure#Right.\\nIndeed. ~no####Because it is.}',
    )
    expect(question).toMatchObject({
      kind: 'single-choice',
      body: {
        prompt: 'Is **2 = 1 + 1**?',
        explanation: 'Because it is.',
        choices: [
          { text: 'yes ~ sure', feedback: 'Right. Indeed.' },
          { text: 'no', feedback: '' },
        ],
        correct: 'a',
      },
    })
  })

  test('maths stays maths', async () => {
    const [question] = await bodiesIn('What is \\(x^\\{2\\}\\) for x \\= 3? {#9}')
    expect(question?.body.prompt).toBe('What is $x^{2}$ for x = 3?')
  })

  test('an empty line within the answers ends nothing, a brace that is never closed ends at the next question', async () => {
    const { questions, report } = await read('One?{\n=a\n\n~b}\n\nTwo?{=a ~b\n\n::Three:: Three?{T}\n', 'x.gift')
    expect(questions.map(({ line, question }) => [line, question.kind])).toEqual([
      [1, 'single-choice'],
      [8, 'true-false'],
    ])
    expect(report.map(({ line, key }) => [line, key])).toEqual([[6, 'question-braces']])
  })

  test('an essay comes in, a text without a question is left out by name and line', async () => {
    const { questions, report } = await read('// a comment\n::Talk:: Tell us.{}\n\nJust text.\n', 'x.gift')
    expect(questions).toMatchObject([{ line: 2, question: { kind: 'essay', body: { prompt: 'Tell us.' } } }])
    expect(report).toMatchObject([
      {
        level: 'left-out',
        line: 4,
        key: 'question-kind',
        values: { name: 'Just text.', reason: 'imports.questionKind.description' },
      },
    ])
  })

  test('shares of points are told', async () => {
    const { report } = await read('Which?{=a ~%50%b ~c}', 'x.gift')
    expect(report).toMatchObject([{ level: 'changed', line: 1, key: 'question-weights' }])
  })
})

describe('Aiken', () => {
  test('a question in two lines, both ways of lettering, and one without its answer', async () => {
    const { questions, report } = await read('What is\nthis?\nA. One\nB. Two\nANSWER: B\n\nAnd that?\nA) One\nB) Two\n')
    expect(questions).toMatchObject([{ line: 1, question: { body: { prompt: 'What is\\\nthis?', correct: 'b' } } }])
    expect(report).toMatchObject([{ line: 7, key: 'question-no-answer' }])
  })
})

describe('CSV', () => {
  test('columns by their names, whatever separates them', async () => {
    const text =
      'Question;Option A;Option B;Option C;Correct;Points;Explanation\n' +
      '"Capital of\nFrance?";Rome;"Paris; of course";Bonn;B;2;It is.\n' +
      'Primes?;2;3;4;A,B;1;\n' +
      'The sky is blue.;;;;true;1;\n' +
      'Two and two?;;;;4 | four;1;\n'
    const { questions } = await read(text, 'q.csv')
    expect(questions).toMatchObject([
      { line: 2, points: 2, question: { kind: 'single-choice', body: { correct: 'b', explanation: 'It is.' } } },
      { line: 4, question: { kind: 'multiple-choice', body: { correct: ['a', 'b'] } } },
      { line: 5, question: { kind: 'true-false', body: { correct: true } } },
      { line: 6, question: { kind: 'short-text', body: { accepted: ['4', 'four'] } } },
    ])
  })

  test('kinds that are named', async () => {
    const text =
      'type,question,choice 1,choice 2,choice 3,answer\n' +
      'numerical,Pi?,,,,3.14 ± 0.01\n' +
      'matching,Pair.,France -> Paris,Italy -> Rome,,\n' +
      'ordering,Sort.,one,two,three,\n' +
      'cloze,The [[cat]] sat.,,,,\n'
    expect(await bodiesIn(text, 'q.csv')).toMatchObject([
      { kind: 'number', body: { answer: 3.14, tolerance: { kind: 'absolute', value: 0.01 } } },
      {
        kind: 'matching',
        body: {
          pairs: [
            { left: 'France', right: 'Paris' },
            { left: 'Italy', right: 'Rome' },
          ],
        },
      },
      { kind: 'ordering', body: { items: ['one', 'two', 'three'] } },
      { kind: 'cloze', body: { gaps: [{ kind: 'text', accepted: ['cat'] }] } },
    ])
  })
})

describe('Moodle XML', () => {
  const quiz = (...questions: string[]) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${questions.join('\n')}\n</quiz>`
  const part = (name: string, text: string, rest = '') =>
    `<${name} format="html"><text><![CDATA[${text}]]></text>${rest}</${name}>`

  test('numbers with a unit, pairs with one too many, words to drag and lists to choose from', async () => {
    const text = quiz(
      `<question type="numerical">${part('questiontext', 'How far?')}<answer fraction="100"><text>12,5</text><tolerance>0.5</tolerance></answer><units><unit><multiplier>1</multiplier><unit_name>km</unit_name></unit></units></question>`,
      `<question type="matching">${part('questiontext', 'Pair.')}${part('subquestion', 'France', '<answer><text>Paris</text></answer>')}${part('subquestion', 'Italy', '<answer><text>Rome</text></answer>')}${part('subquestion', '', '<answer><text>Bonn</text></answer>')}</question>`,
      `<question type="ddwtos">${part('questiontext', '<p>The [[2]] and the [[1]].</p>')}<dragbox><text>dog</text></dragbox><dragbox><text>cat</text></dragbox><dragbox><text>cow</text></dragbox></question>`,
      `<question type="gapselect">${part('questiontext', '<p>It [[1]].</p>')}<selectoption><text>sat</text><group>1</group></selectoption><selectoption><text>ran</text><group>1</group></selectoption></question>`,
    )
    expect(await bodiesIn(text, 'q.xml')).toMatchObject([
      { kind: 'number', body: { answer: 12.5, tolerance: { value: 0.5 }, unit: 'km' } },
      { kind: 'matching', body: { pairs: [{ left: 'France' }, { left: 'Italy' }], extra: ['Bonn'] } },
      { kind: 'word-bank', body: { text: 'The [[1]] and the [[2]].', gaps: ['cat', 'dog'], extra: ['cow'] } },
      {
        kind: 'cloze',
        body: { text: 'It [[1]].', gaps: [{ kind: 'choice', options: ['sat', 'ran'], correct: 'sat' }] },
      },
    ])
  })

  test('what another site shows becomes a link, scripts and styles vanish', async () => {
    const html =
      '<p onclick="x()">Look: <img src="https://example.com/a.png" alt="A hive"><script>alert(1)</script></p>'
    const { questions, report } = await read(
      quiz(
        `<question type="truefalse">${part('questiontext', html)}<answer fraction="100"><text>true</text></answer></question>`,
      ),
      'q.xml',
    )
    expect(questions[0]?.question.body.prompt).toBe('Look: [A hive](https://example.com/a.png)')
    expect(report.map(({ key }) => key).sort()).toEqual(['html-left-out', 'image-remote'])
  })
})
