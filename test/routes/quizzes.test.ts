import { eq } from 'drizzle-orm'
import { beforeAll, expect, test, vi } from 'vitest'
import { attempts, responses } from '../../worker/db/schema'
import { type Browser, browse } from '../support/browser'
import { everyKind, makeQuiz, rightAnswers, versionsOf } from '../support/quiz'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

let school: School
let lena: Browser

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  await teachCourse(tenant, cast, {
    modules: {
      one: [
        { id: 'quiz', kind: 'quiz', completion: { kind: 'passed', percent: 60 } },
        { id: 'silent', kind: 'quiz' },
        { id: 'waits', kind: 'quiz' },
      ],
    },
  })
  await makeQuiz(tenant, 'quiz', { introduction: 'Ten minutes, **no** books.', attemptsAllowed: 2 }, everyKind)
  await makeQuiz(tenant, 'silent', { showAnswers: false })
  lena = await browse(platform, tenant, cast.lena)
})

async function start(browser: Browser, quiz = 'quiz') {
  const answer = await browser.post(`/quizzes/${quiz}/attempts`)
  expect(answer.status).toBe(303)
  return answer.headers.get('Location')!
}

const attemptIdOf = (path: string) => path.split('/')[2]!

test('a learner passes a quiz without JavaScript', async () => {
  const before = await lena.read('/quizzes/quiz')
  expect(before.html).toContain('<strong>no</strong> books')
  const path = await start(lena)
  const page = await lena.read(path)
  expect(page.status).toBe(200)
  expect(page.html).toContain('Which command puts a change on the staging area?')

  const versions = await versionsOf(school.tenant, 'quiz')
  const fields = Object.fromEntries(
    versions.flatMap(({ versionId }, i) => [
      [`revision-${versionId}`, '0'],
      [`answer-${versionId}`, rightAnswers[i]!],
    ]),
  )
  const saved = await lena.post(`${path}/responses?_method=PUT`, { ...fields, go: 'stay' })
  expect(saved.headers.get('Location')).toBe(path)
  const kept = await lena.read(path)
  expect(kept.html).toContain('Your answers are saved.')
  expect(kept.html).toContain('value="git log"')
  expect(kept.html).toContain('11 of 11 answered')

  const reviewed = await lena.post(`${path}/responses?_method=PUT`, { ...fields, go: 'review' })
  expect(reviewed.headers.get('Location')).toBe(`${path}/review`)
  const review = (await lena.read(`${path}/review`)).html
  expect(review).toContain('Every question')
  expect(review).toMatch(/<bdi[^>]*>git log<\/bdi>/)
  expect(review.match(/class="given-lines"/g)).toHaveLength(11)
  expect(review).not.toMatch(/<ul class="given-lines" role="list"><\/ul>/)
  const handedIn = await lena.post(`${path}/submission`)
  expect(handedIn.headers.get('Location')).toBe(path)
  const result = await lena.read(path)
  expect(result.html).toContain('Passed')
  expect(result.html).toContain('Staging is told apart from committing')

  // From a second tab that was left open.
  expect((await lena.post(`${path}/submission`)).headers.get('Location')).toBe(path)
  expect((await lena.post(`${path}/responses?_method=PUT`, fields)).status).toBe(409)
  expect(await school.tenant.db.select().from(attempts).where(eq(attempts.itemId, 'quiz'))).toHaveLength(1)
})

test('nothing on the pages before handing in tells what is right', async () => {
  const path = await start(lena)
  for (const page of [path, `${path}/review`, '/quizzes/silent']) {
    const { html } = await lena.read(page)
    expect(html).not.toContain('That records what is staged')
    expect(html).not.toContain('Staging is told apart')
    expect(html).not.toMatch(/correct|accepted/i)
    for (const secret of ['40', 'checkout', 'switch']) expect(html).not.toMatch(new RegExp(`>${secret}<|"${secret}"`))
  }
})

test('the script saves one change at a time and is told what is kept', async () => {
  const path = await start(lena, 'silent')
  const [first] = await versionsOf(school.tenant, 'silent')
  const put = (revision: number, value: string) =>
    lena.send(
      'PUT',
      `${path}/responses/${first!.versionId}`,
      new URLSearchParams({ revision: String(revision), value }),
    )
  expect(await (await put(2, 'b')).json()).toEqual({ outcome: 'saved', revision: 2, values: ['b'] })
  expect(await (await put(1, 'a')).json()).toEqual({ outcome: 'stale', revision: 2, values: ['b'] })
  expect((await put(3, 'not a choice of ours!')).status).toBe(422)
  await lena.post(`${path}/submission`)
  expect((await put(4, 'a')).status).toBe(409)
  const kept = await school.tenant.db
    .select()
    .from(responses)
    .where(eq(responses.attemptId, attemptIdOf(path)))
  expect(kept).toMatchObject([{ revision: 2, response: { choice: 'b' }, points: 1 }])
})

test('before handing in, what is empty or half empty is named with a link', async () => {
  const leo = await browse(school.platform, school.tenant, school.cast.leo)
  const path = await start(leo)
  const versions = await versionsOf(school.tenant, 'quiz')
  const given = new Map([...rightAnswers.entries()].filter(([i]) => i !== 2 && i !== 6))
  given.set(7, ['asks the server', ''])
  const fields = versions.flatMap(({ versionId }, i) => [
    [`revision-${versionId}`, '0'],
    ...(given.has(i) ? [[`answer-${versionId}`, given.get(i)!]] : []),
  ])
  await leo.post(`${path}/responses?_method=PUT`, { ...Object.fromEntries(fields), go: 'review' })
  const { html } = await leo.read(`${path}/review`)
  const warning = html.slice(html.indexOf('class="notice'), html.indexOf('class="review"'))
  expect(warning).toContain('2 of 11 questions have no answer')
  expect(warning.match(/#q\d+/g)).toEqual(['#q3', '#q7', '#q8'])
  expect(html).toContain('One part open')
})

test('a quiz that shows no answers shows the score alone', async () => {
  const { html } = await lena.read('/quizzes/silent')
  const path = html.match(/\/attempts\/[\w-]+/)?.[0]
  const result = await lena.read(path!)
  expect(result.html).toContain('1 of 5 points')
  expect(result.html).not.toContain('Right answer')
  expect(result.html).toContain('not shown for this quiz')
})

test('what is right waits for a pass or the last attempt, and is told then', async () => {
  const { tenant, cast, platform } = school
  await makeQuiz(tenant, 'waits', { attemptsAllowed: 2 })
  const leo = await browse(platform, tenant, cast.leo)
  const versions = await versionsOf(tenant, 'waits')
  const wrong = Object.fromEntries(
    versions.flatMap(({ versionId }, i) => [
      [`revision-${versionId}`, '0'],
      ...(i === 0 ? [[`answer-${versionId}`, 'a']] : []),
    ]),
  )
  const tell = ['Right answer', 'That records what is staged', 'Staging is told apart']
  const go = async () => {
    const path = await start(leo, 'waits')
    await leo.post(`${path}/responses?_method=PUT`, { ...wrong, go: 'stay' })
    await leo.post(`${path}/submission`)
    return path
  }
  const path = await go()
  const { html } = await leo.read(path)
  expect(html).toContain('once you have passed')
  expect(html).toContain('Try again')
  expect(html).toContain('Back to the course')
  for (const words of tell) expect(html).not.toContain(words)
  expect((await (await browse(platform, tenant, cast.ivy)).read(path)).html).toContain('Right answer')

  await go()
  const after = (await leo.read(path)).html
  expect(after).toContain('Right answer')
  expect(after).not.toContain('once you have passed')
})

test('the last attempt is the last, and takes nothing from one that passed', async () => {
  const { html } = await lena.read('/quizzes/quiz')
  const open = html.match(/href="(\/attempts\/[\w-]+)"/)?.[1]
  await lena.post(`${open}/submission`)
  const result = (await lena.read(open!)).html
  expect(result).toContain('Not passed yet')
  expect(result).toContain('The quiz stays passed')
  const refused = await lena.post('/quizzes/quiz/attempts')
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('You have used all your attempts.')
})

test('strangers get 404 at every door, staff may look on but not answer', async () => {
  const { tenant, cast, platform } = school
  const path = await start(lena, 'silent')
  for (const actor of [cast.zed, cast.leo]) {
    const other = await browse(platform, tenant, actor)
    for (const door of [path, `${path}/review`]) expect((await other.get(door)).status).toBe(404)
    expect((await other.post(`${path}/submission`)).status).toBe(404)
    expect((await other.post(`${path}/responses?_method=PUT`)).status).toBe(404)
  }
  const zed = await browse(platform, tenant, cast.zed)
  expect((await zed.get('/quizzes/quiz')).status).toBe(404)
  expect((await zed.post('/quizzes/quiz/attempts')).status).toBe(404)
  const ivy = await browse(platform, tenant, cast.ivy)
  expect((await ivy.get('/quizzes/quiz')).status).toBe(200)
  expect((await ivy.post('/quizzes/quiz/attempts')).status).toBe(403)
  expect((await ivy.get(path)).status).toBe(404)
})

test('a page makes one trip where the session is known; a save makes two', async () => {
  const { tenant, cast, platform } = school
  const leo = await browse(platform, tenant, cast.leo)
  const path = await start(leo, 'silent')
  const lines: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(String(line)))
  const [first] = await versionsOf(tenant, 'silent')
  for (const page of ['/quizzes/silent', path, `${path}/review`]) await leo.read(page)
  await leo.send('PUT', `${path}/responses/${first!.versionId}`, new URLSearchParams({ revision: '1', value: 'b' }))
  log.mockRestore()
  expect(lines.map((line) => JSON.parse(line)).map(({ status, trips }) => [status, trips])).toEqual([
    [200, 1],
    [200, 1],
    [200, 1],
    [200, 2],
  ])
})
