import { expect, test } from 'vitest'
import { Person } from '../../../views/ui/avatar'
import { Choices } from '../../../views/ui/choices'
import { ErrorSummary } from '../../../views/ui/error-summary'
import { Field } from '../../../views/ui/field'
import { Form } from '../../../views/ui/form'
import { percent } from '../../../views/ui/numbers'
import { Table } from '../../../views/ui/table'
import type { View } from '../../../views/view'

test('a field with an error says so to everybody', () => {
  const html = String(<Field name="email" label="E-mail" hint="At work" error="There is no dot after the @." />)
  expect(html).toContain('aria-invalid="true"')
  expect(html).toContain('aria-describedby="email-error email-hint"')
  expect(html).toContain('id="email-error"')
})

test('a form that changes something works with and without JavaScript', () => {
  const html = String(<Form action="/modules/1/position?x=1" method="put" target="this" />)
  expect(html).toContain('method="post"')
  expect(html).toContain('action="/modules/1/position?x=1&amp;_method=PUT"')
  expect(html).toContain('hx-post="/modules/1/position?x=1&amp;_method=PUT"')
})

test('a summary of errors names each field by its label', () => {
  const view = { t: () => 'Three things need another look' } as unknown as View
  const wrong = { hours: 'Give a number <1>.', end: 'Choose one.', gone: 'Say more.' }
  const form = (
    <Form action="/x">
      <ErrorSummary view={view} errors={wrong} />
      <Field name="hours" label="Hours & more" optional="optional" />
      <Choices name="end" legend="At the end" options={[{ value: 'a', label: 'Nothing' }]} />
    </Form>
  )
  const lines = [...String(form).matchAll(/<li><a href="#(\w+)">(.*?)<\/a>/g)].map(([, id, line]) => [id, line])
  expect(lines).toEqual([
    ['hours', '<b>Hours &amp; more</b>: Give a number &lt;1&gt;.'],
    ['end', '<b>At the end</b>: Choose one.'],
    ['gone', 'Say more.'],
  ])
})

test('names of people stay text', () => {
  expect(String(<Person name="<b>Bob</b>" />)).toContain('<bdi>&lt;b&gt;Bob&lt;/b&gt;</bdi>')
})

test('cells of a table are escaped unless they are parts of the page', () => {
  const columns = [
    { head: 'Name', cell: (line: { name: string }) => line.name },
    { head: 'Card', cell: (line: { name: string }) => <b>{line.name}</b> },
  ]
  const html = String(<Table label="People" columns={columns} lines={[{ name: '<i>"Q"</i>' }]} />)
  expect(html).toContain('<th scope="row" role="rowheader">&lt;i&gt;&quot;Q&quot;&lt;/i&gt;</th>')
  expect(html).toContain('<b>&lt;i&gt;')
})

test('nothing is 100 % before it is whole', () => {
  expect(percent({ locale: 'en' }, 0.999)).toBe('99%')
  expect(percent({ locale: 'en' }, 1)).toBe('100%')
})
