import { ask } from '../bench/load.ts'
import { hostOf } from './stands.ts'

type Person = { port: number; cookie: string }

/** What brings out pages that nobody stands on yet: a quiz is begun, work is handed in. Answers with paths to go on to. */
export async function act(learner: Person, owner: Person, path: string, html: string): Promise<string[]> {
  const quiz = /^\/quizzes\/[^/]+$/.exec(path)?.[0]
  if (quiz) {
    await post(owner, `${quiz}?_method=PUT`, { attemptsAllowed: '', passPercent: '50', counts: 'highest' })
    const attempt = await post(learner, `${quiz}/attempts`, {})
    return attempt ? [attempt, `${attempt}/review`] : []
  }
  const handIn = /action="(\/assignments\/[^"/]+\/submissions)"/.exec(html)?.[1]
  const nonce = /name="nonce" value="([^"]+)"/.exec(html)?.[1]
  if (!handIn || !nonce) return []
  return [await post(learner, handIn, { nonce, text: 'What I found, in a few words.' })]
}

/** Brings a file of questions into a quiz or a bank, so that its preview can be opened. Answers with the path of the preview. */
export async function bringQuestions({ port, cookie }: Person, newImport: string): Promise<string[]> {
  const form = new FormData()
  form.set('file', new File(['::Bees:: How many legs has a bee? {=six ~four ~eight}'], 'bees.gift'))
  const sent = new Response(form)
  const headers = { cookie, 'content-type': sent.headers.get('content-type')!, origin: `http://${hostOf(port)}` }
  const body = await sent.text()
  const answer = await ask(port, { method: 'POST', path: `${newImport}s`, host: hostOf(port), headers, body })
  return answer.headers.location ? [String(answer.headers.location)] : []
}

/** Invites, makes a join link and forgets a password, so that the pages behind such links can be opened. */
export async function sendLinks(owner: Person): Promise<string[]> {
  await post(owner, '/people/join-links', { role: 'learner' })
  await post(owner, '/people/invitations', { emails: 'newcomer@acme.example', role: 'learner' })
  await post({ ...owner, cookie: '' }, '/forgot-password', { email: 'lena@acme.example' })
  const links = (await read(owner, '/people/join-links')).match(/\/join\/[A-Za-z0-9]+/g) ?? []
  for (let tries = 0; tries < 40; tries++) {
    const mails = (await read(owner, '/dev/mail.json')).match(/\/(?:invitation|new-password)\?code=[\w.~%-]+/g) ?? []
    const kinds = new Set(mails.map((path) => path.split('?')[0]))
    if (kinds.size === 2) return [...links.slice(0, 1), ...mails.filter(isFirstOfItsKind)]
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  return links.slice(0, 1)
}

const isFirstOfItsKind = (path: string, i: number, all: string[]) =>
  all.findIndex((one) => one.split('?')[0] === path.split('?')[0]) === i

const read = async ({ port, cookie }: Person, path: string) =>
  (await ask(port, { path, host: hostOf(port), headers: { cookie } })).body.toString()

async function post({ port, cookie }: Person, path: string, fields: Record<string, string>): Promise<string> {
  const headers = {
    cookie,
    'content-type': 'application/x-www-form-urlencoded',
    origin: `http://${hostOf(port)}`,
  }
  const body = new URLSearchParams(fields).toString()
  const { headers: answer } = await ask(port, { method: 'POST', path, host: hostOf(port), headers, body })
  return String(answer.location ?? '')
}
