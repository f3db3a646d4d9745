import { makeZip } from 'client-zip'
import { expect, test } from 'vitest'
import { readQuestionFile } from '../../../../worker/domain/imports/questions'
import { writeGift } from '../../../../worker/domain/imports/questions/export/gift'
import { writeMoodleXml } from '../../../../worker/domain/imports/questions/export/moodle-xml'
import { utf8 } from '../../../../worker/lib/bytes'

const read = async (name: string, text: string) => summary(await readQuestionFile(name, utf8(text)))

const summary = ({ questions, report }: Awaited<ReturnType<typeof readQuestionFile>>) => ({
  questions: questions.map(({ question }) => [question.body.prompt, question.body.passage ?? '']),
  report: report.map(({ key, level }) => `${level} ${key}`),
})

const moodle = (kind: string, text: string, more = '') =>
  `<question type="${kind}"><name><text>${text}</text></name><questiontext format="html"><text><![CDATA[<p>${text}</p>]]></text></questiontext>${more}</question>`
const truth = (text: string) =>
  moodle(
    'truefalse',
    text,
    '<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>',
  )

test('a description of Moodle stands above the questions that follow it, until another comes or the category ends', async () => {
  const category = '<question type="category"><category><text>$course$/top/B</text></category></question>'
  const parts = [moodle('description', 'Read me.'), truth('One'), truth('Two'), moodle('description', 'And me.')]
  const { questions, report } = await read(
    'a.xml',
    `<quiz>${parts.join('')}${truth('Three')}${category}${truth('Four')}</quiz>`,
  )
  expect(questions).toEqual([
    ['One', 'Read me.'],
    ['Two', 'Read me.'],
    ['Three', 'And me.'],
    ['Four', ''],
  ])
  expect(report.filter((line) => line === 'changed question-passage')).toHaveLength(2)
})

test('a description that nothing follows is left out, and said to be', async () => {
  const { questions, report } = await read('a.xml', `<quiz>${truth('One')}${moodle('description', 'Bye.')}</quiz>`)
  expect(questions).toEqual([['One', '']])
  expect(report).toEqual(['left-out question-kind'])
})

test('GIFT has texts without answers: they stand above what follows', async () => {
  const { questions, report } = await read('a.gift', 'Read me.\n\nAnd on.\n\nOne{T}\n\nTwo{F}\n')
  expect(questions).toEqual([
    ['One', 'Read me.\n\nAnd on.'],
    ['Two', 'Read me.\n\nAnd on.'],
  ])
  expect(report).toEqual(['changed question-passage'])
})

test('what is written is read for as many questions as it was for', async () => {
  const one = (prompt: string, passage?: string) => ({
    id: prompt,
    points: 1,
    question: {
      kind: 'true-false' as const,
      body: { prompt, explanation: '', correct: true, ...(passage && { passage }) },
    },
  })
  const all = [one('One', 'A'), one('Two', 'A'), one('Three'), one('Four', 'B')]
  const wanted = all.map(({ question: { body } }) => [body.prompt, body.passage ?? ''])
  expect((await read('a.gift', writeGift(all).text)).questions).toEqual(wanted)
  const { text } = writeMoodleXml(all, new Map())
  expect(text.match(/type="description"/g)).toHaveLength(2)
  expect((await read('a.xml', text)).questions).toEqual(wanted)
})

test('a column of a table is the text', async () => {
  const { questions } = await read(
    'a.csv',
    'passage,question,correct\nRead me.,One,true\nRead me.,Two,false\n,Three,true\n',
  )
  expect(questions).toEqual([
    ['One', 'Read me.'],
    ['Two', 'Read me.'],
    ['Three', ''],
  ])
})

test('material that a section of QTI 1.2 presents is above its items, and a text of Canvas above those after it', async () => {
  const item = (id: string, type = '') =>
    `<item ident="${id}" title="${id}"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>${type || 'essay_question'}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><material><mattext texttype="text/html">&lt;p&gt;${id}&lt;/p&gt;</mattext></material>${type ? '' : '<response_str ident="r" rcardinality="Single"><render_fib/></response_str>'}</presentation></item>`
  const { questions } = await read(
    'a.xml',
    `<questestinterop><assessment ident="a"><section ident="s"><presentation_material><flow_mat><material><mattext>Read me.</mattext></material></flow_mat></presentation_material>${item('One')}</section><section ident="t">${item('A text', 'text_only_question')}${item('Two')}</section></assessment></questestinterop>`,
  )
  expect(questions).toEqual([
    ['One', 'Read me.'],
    ['Two', 'A text'],
  ])
})

test('a package of QTI brings stimuli by reference, in the item, and from the section of a test', async () => {
  const item = (id: string, ref = '', block = '') =>
    `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="${id}" title="${id}"><responseDeclaration identifier="R" cardinality="single" baseType="string"/>${ref}<itemBody>${block}<extendedTextInteraction responseIdentifier="R"><prompt>${id}</prompt></extendedTextInteraction></itemBody></assessmentItem>`
  const files = {
    'imsmanifest.xml': '<manifest><resources/></manifest>',
    'test.xml':
      '<assessmentTest identifier="t" title="t"><testPart><assessmentSection identifier="s"><rubricBlock view="candidate"><p>From the section.</p></rubricBlock><rubricBlock view="candidate" use="instructions"><p>Be quick.</p></rubricBlock><assessmentItemRef identifier="c" href="items/c.xml"/></assessmentSection><assessmentSection identifier="u"><assessmentItemRef identifier="d" href="items/d.xml"/></assessmentSection></testPart></assessmentTest>',
    'stimuli/s1.xml':
      '<assessmentStimulus identifier="s1" title="S"><stimulusBody><p>By <b>reference</b>.</p></stimulusBody></assessmentStimulus>',
    'items/a.xml': item('a', '<assessmentStimulusRef identifier="s1" href="../stimuli/s1.xml"/>'),
    'items/b.xml': item('b', '', '<rubricBlock view="candidate" use="stimulus"><p>In it.</p></rubricBlock>'),
    'items/c.xml': item('c'),
    'items/d.xml': item('d', '', '<rubricBlock view="scorer"><p>Not for them.</p></rubricBlock>'),
  }
  const zip = makeZip(Object.entries(files).map(([name, input]) => ({ name, input })))
  const { questions } = summary(await readQuestionFile('x.zip', new Uint8Array(await new Response(zip).arrayBuffer())))
  expect(new Map(questions as [string, string][])).toEqual(
    new Map([
      ['a', 'By **reference**.'],
      ['b', 'In it.'],
      ['c', 'From the section.'],
      ['d', ''],
    ]),
  )
})
