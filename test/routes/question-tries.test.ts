import { beforeAll, expect, test } from 'vitest'
import { makeBank } from '../../worker/domain/banks'
import { exportQuestions, planQuestions } from '../../worker/domain/imports'
import { changeSettings, findQuizToEdit } from '../../worker/domain/quizzes'
import { utf8 } from '../../worker/lib/bytes'
import { program } from '../support/api'
import { type Browser, browse } from '../support/browser'
import { makeQuiz } from '../support/quiz'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

const ids = ['empty', 'kept', 'later', 'out', 'program'] as const
type Id = (typeof ids)[number]

let school: School
let ivy: Browser
let teacher: School['cast']['ivy']

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  ;({ ivy: teacher } = await teachCourse(tenant, cast, {
    modules: { one: ids.map((id) => ({ id, kind: 'quiz' as const })) },
  }))
  for (const id of ids) await makeQuiz(tenant, id, {}, [])
  ivy = await browse(platform, tenant, teacher)
})

const asked = (name: string, penalty: string, hints: string) => `<question type="shortanswer">
  <name><text>${name}</text></name><questiontext format="html"><text>${name}</text></questiontext>
  ${penalty && `<penalty>${penalty}</penalty>`}
  <answer fraction="100"><text>bee</text></answer>${hints}</question>`
const hint = (text: string, more = '') => `<hint format="html"><text>${text}</text>${more}</hint>`
const xml = `<quiz>${[
  asked('Who makes honey?', '0.3333333', hint('Six legs.', '<shownumcorrect/><clearwrong/>') + hint('It flies.')),
  asked('Who hums?', '', hint('Not a cat.', '<clearwrong>0</clearwrong>')),
  asked('Who stings?', '0.1', hint('Yellow.')),
  asked('Who sleeps?', '1.0', ''),
].join('\n')}</quiz>`

async function upload(id: Id): Promise<string> {
  const data = new FormData()
  data.append('file', new File([xml], 'bees.xml'))
  return (await ivy.send('POST', `/quizzes/${id}/imports`, data)).headers.get('Location')!
}
const quizOf = async (id: Id) => (await findQuizToEdit(school.tenant, teacher, id)).quiz
const all = ['0', '1', '2', '3']

test('what further tries cost comes with the hints, if its author says so, and goes with them', async () => {
  const before = await quizOf('empty')
  const page = await upload('empty')
  const { html } = await ivy.read(page)
  expect(html).toMatch(/type="checkbox" name="tries"[^>]* checked/)
  expect(html).toContain('3 tries, and each further one costs 33% of the points')
  expect(html).toContain('Of “Who stings?” each further try costs 10 %.')
  expect(html.match(/also says how many are right/g)).toHaveLength(1)
  expect(html).toContain('2 hints')
  expect(html).not.toContain('Of “Who sleeps?”')
  await ivy.post(`${page}/application`, { take: all, tries: 'on' })
  expect(await quizOf('empty')).toMatchObject({ tries: 3, tryPercent: 33, answersAfter: 'attempt' })
  expect((await ivy.read('/quizzes/empty/edit')).html).toMatch(/value="adaptive"[^>]*checked/)
  await ivy.post(`${page}/reversal`)
  expect(await quizOf('empty')).toEqual(before)
})

test('without the tick the quiz stays as it is, and what was set since stays on the way back', async () => {
  const before = await quizOf('kept')
  await ivy.post(`${await upload('kept')}/application`, { take: all })
  expect(await quizOf('kept')).toEqual(before)
  expect((await ivy.read(await upload('kept'))).html).not.toMatch(/name="tries"[^>]* checked/)

  const page = await upload('later')
  await ivy.post(`${page}/application`, { take: all, tries: 'on' })
  await changeSettings(school.tenant, teacher, 'later', { ...(await quizOf('later')), tries: 5 })
  await ivy.post(`${page}/reversal`)
  expect(await quizOf('later')).toMatchObject({ tries: 5 })
})

test('into a bank come the hints, and where tries are set', async () => {
  const { tenant, cast } = school
  const { id } = await makeBank(tenant, cast.ada, null, { title: 'Insects', description: '' })
  const run = await planQuestions(tenant, cast.ada, { kind: 'bank', id }, { name: 'bees.xml', bytes: utf8(xml) })
  expect(run.questions?.tries).toBeNull()
  expect(run.questions?.report.lines.map(({ key }) => key).sort()).toEqual([
    'question-hint-options',
    'question-tries-elsewhere',
  ])
})

test('what goes out as Moodle XML comes in as it was', async () => {
  await ivy.post(`${await upload('out')}/application`, { take: all, tries: 'on' })
  const { body } = await exportQuestions(school.tenant, teacher, { kind: 'quiz', id: 'out' }, 'moodle-xml')
  const place = { kind: 'quiz', id: 'program' } as const
  const again = await planQuestions(school.tenant, teacher, place, { name: 'out.xml', bytes: utf8(String(body)) })
  expect(again.questions?.tries).toEqual({ tries: 3, percent: 33 })
  expect(again.questions?.report.lines).toEqual([])
})

test('a program says so too', async () => {
  const call = await program(school.platform, school.tenant, teacher)
  const planned = await call('POST', '/quizzes/program/imports?name=bees.xml&plan=true', utf8(xml), {
    'Content-Type': 'application/xml',
  })
  expect(planned.json.tries).toEqual({ tries: 3, percent: 33 })
  await call('POST', `/quizzes/program/imports/${planned.json.id}/application`, { tries: true })
  expect(await quizOf('program')).toMatchObject({ tries: 3, tryPercent: 33 })
})
