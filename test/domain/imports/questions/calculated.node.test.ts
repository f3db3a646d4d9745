import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readQuestionFile } from '../../../../worker/domain/imports/questions'
import { utf8 } from '../../../../worker/lib/bytes'
import { fixtures } from '../../../support/fixtures'

/** As Moodle writes one: a list of values drawn beforehand, a tolerance that is a share, HTML. */
const definition = (name: string, values: number[]) => `<dataset_definition><status><text>private</text></status>
  <name><text>${name}</text></name><type>calculated</type><distribution><text>uniform</text></distribution>
  <minimum><text>1</text></minimum><maximum><text>10</text></maximum><decimals><text>1</text></decimals>
  <itemcount>${values.length}</itemcount><dataset_items>${values
    .map((value, i) => `<dataset_item><number>${i + 1}</number><value>${value}</value></dataset_item>`)
    .join('')}</dataset_items><number_of_items>${values.length}</number_of_items></dataset_definition>`
const moodle = (type: string, formula: string) => `<?xml version="1.0" encoding="UTF-8"?>
<quiz><question type="${type}"><name><text>Area</text></name>
<questiontext format="html"><text><![CDATA[<p>How large is {side_1} &times; {b}? Half is {={side_1}*{b}/2}.</p>]]></text></questiontext>
<generalfeedback format="html"><text></text></generalfeedback><defaultgrade>2</defaultgrade>
<synchronize>0</synchronize><single>0</single>
<answer fraction="100"><text>${formula}</text><tolerance>0.01</tolerance><tolerancetype>1</tolerancetype>
<correctanswerformat>1</correctanswerformat><correctanswerlength>3</correctanswerlength><feedback format="html"><text></text></feedback></answer>
<units><unit><multiplier>1</multiplier><unit_name>cm</unit_name></unit></units>
<dataset_definitions>${definition('side_1', [2.5, 3])}${definition('b', [4, 7.1])}</dataset_definitions>
</question></quiz>`

test.each(['calculated', 'calculatedsimple'])(
  'Moodle’s %s question comes in with the values that it had',
  async (type) => {
    const { questions, report } = await readQuestionFile(
      'x.xml',
      utf8(moodle(type, 'pow({side_1},2)*{b} + log({b}) - pi()')),
    )
    expect(report).toEqual([])
    expect(questions[0]).toMatchObject({
      points: 2,
      question: {
        kind: 'calculated',
        body: {
          prompt: 'How large is {side_1} × {b}? Half is {=side_1 * b / 2}.',
          formula: 'side_1^2 * b + ln(b) - pi',
          variables: [
            { name: 'side_1', min: 1, max: 10, step: 0.1 },
            { name: 'b', min: 1, max: 10, step: 0.1 },
          ],
          sets: [
            { side_1: 2.5, b: 4 },
            { side_1: 3, b: 7.1 },
          ],
          tolerance: { kind: 'percent', value: 1 },
          unit: 'cm',
          decimals: 3,
        },
      },
    })
  },
)

test.each([
  ['system({b})', 'quizzes.formula.wrong.function'],
  ['{b} +', 'quizzes.formula.wrong.end'],
  ['{c}', 'quizzes.formula.noVariable'],
  ['1/({b}-4)', 'quizzes.formula.noResult'],
  ['('.repeat(400), 'quizzes.formula.wrong.deep'],
  ['9'.repeat(5_000), 'imports.questionUnfit'],
])('a formula that cannot be computed stays out, and the report says why: %.20s', async (formula, reason) => {
  const { questions, report } = await readQuestionFile('x.xml', utf8(moodle('calculated', formula)))
  expect(questions).toEqual([])
  expect(report).toEqual([
    expect.objectContaining({
      level: 'left-out',
      key: 'question-unfit',
      line: 2,
      values: expect.objectContaining({ reason }),
    }),
  ])
})

const canvas = fixtures('qti/all_canvas_simple_1.2_xml/all_canvas_simple_1.2.xml')
test.skipIf(!canvas)('Canvas’s formula question comes in with its values', async () => {
  const { questions } = await readQuestionFile('x.xml', new Uint8Array(readFileSync(canvas!)))
  const found = questions.find(({ question }) => question.kind === 'calculated')!
  expect(found.question.body).toMatchObject({
    prompt: expect.stringContaining('Answer is 42. {x}'),
    formula: '42',
    variables: [{ name: 'x', min: 1, max: 10, step: 1 }],
    sets: expect.arrayContaining([{ x: 5 }, { x: 10 }]),
  })
})
