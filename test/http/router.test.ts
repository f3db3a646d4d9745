import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { rememberingRouter } from '../../worker/http/router'

const school = () => {
  const app = new Hono({ router: rememberingRouter() })
  const asked: string[] = []
  app.use(async (c, next) => {
    asked.push(c.req.path)
    await next()
  })
  app.get('/courses/new', (c) => c.text('a new course'))
  app.get('/courses/:course/:room', (c) => c.text(`${c.req.param('course')} in ${c.req.param('room')}`))
  app.post('/courses/:course/:room', (c) => c.text('changed'))
  const ask = async (path: string, method = 'GET') => {
    const answer = await app.request(path, { method })
    return answer.ok ? answer.text() : answer.status
  }
  return { ask, asked }
}

test('an address leads to the same door the second time, and past the same guards', async () => {
  const { ask, asked } = school()
  expect(await ask('/courses/new')).toBe('a new course')
  expect(await ask('/courses/new')).toBe('a new course')
  expect(asked).toEqual(['/courses/new', '/courses/new'])
})

test('every address keeps its own names, every method its own door', async () => {
  const { ask } = school()
  for (const course of ['git', 'shell', 'git', 'shell'])
    expect(await ask(`/courses/${course}/roster`)).toBe(`${course} in roster`)
  expect(await ask('/courses/git/roster', 'POST')).toBe('changed')
  expect(await ask('/courses/git/roster')).toBe('git in roster')
})

test('thousands of addresses and very long ones still find their door', async () => {
  const { ask } = school()
  for (let i = 0; i < 2_100; i++) await ask(`/courses/c${i}/roster`)
  expect(await ask('/courses/c1/roster')).toBe('c1 in roster')
  const long = 'x'.repeat(500)
  for (let i = 0; i < 2; i++) expect(await ask(`/courses/${long}/roster`)).toBe(`${long} in roster`)
  expect(await ask('/nowhere')).toBe(404)
  expect(await ask('/nowhere')).toBe(404)
})
