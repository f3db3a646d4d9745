import { ask } from './load.ts'

/** The organization of the benches: 1,000 learners and 50 courses beside the sample's own. */
export const CROWD = { learners: 1_000, courses: 50 }

const PASSWORD = 'a quiet reading room'

export type Page = { name: string; path: string; cookie: string }
export type SchoolAt = { port: number; host: string }

/** Acme with so many more `learners` and `courses`, and `items` in the course that all of them are in. */
export async function prepareSchool(port: number, crowd: Record<string, number> = CROWD): Promise<SchoolAt> {
  const wanted = new URLSearchParams(Object.entries(crowd).map(([name, value]) => [name, String(value)]))
  const { status } = await ask(port, {
    method: 'POST',
    path: `/dev/prepare?${wanted}`,
    host: `lyceum.localhost:${port}`,
  })
  if (status !== 200) throw new Error(`The organization was not made: ${status}`)
  return { port, host: `acme.lyceum.localhost:${port}` }
}

/** The pages that people open most: the sign-in page for strangers, three for a learner, two for an admin. */
export async function busyPages(school: SchoolAt): Promise<Page[]> {
  const learner = await signIn(school, 'lena@acme.example')
  const staff = await signIn(school, 'ada@acme.example')
  const course = await linkOn(school, '/', learner, 'courses')
  const lesson = await linkOn(school, course, learner, 'lessons')
  return [
    { name: 'sign-in', path: '/sign-in', cookie: '' },
    { name: 'home', path: '/', cookie: learner },
    { name: 'course', path: course, cookie: learner },
    { name: 'lesson', path: lesson, cookie: learner },
    { name: 'roster', path: `${course}/roster`, cookie: staff },
    { name: 'people', path: '/people', cookie: staff },
  ]
}

export async function signIn({ port, host }: SchoolAt, email: string): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: `http://${host}` }
  const body = new URLSearchParams({ name: email, password: PASSWORD }).toString()
  const { status, headers: answered } = await ask(port, { method: 'POST', path: '/session', host, headers, body })
  const cookie = String(answered['set-cookie']).match(/__Host-session=[^;]+/)?.[0]
  if (!cookie) throw new Error(`Could not sign in as ${email}: ${status}`)
  return cookie
}

export async function linkOn({ port, host }: SchoolAt, path: string, cookie: string, kind: string): Promise<string> {
  const { body } = await ask(port, { path, host, headers: { cookie } })
  const link = new RegExp(`href="(/${kind}/[0-9a-f-]{36})"`).exec(body.toString())?.[1]
  if (!link) throw new Error(`${path} leads to nothing under /${kind}`)
  return link
}
