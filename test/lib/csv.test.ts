import { expect, test } from 'vitest'
import { csvFile, csvLine, csvStream } from '../../worker/lib/csv'

test('cells with commas, quotes and lines keep their shape', () => {
  expect(csvLine(['a', 'b,c', 'say "hi"', 'two\nlines', ' edge ', null, undefined, 0, true])).toBe(
    'a,"b,c","say ""hi""","two\nlines"," edge ",,,0,true\r\n',
  )
})

test('no name becomes a formula in a spreadsheet', () => {
  for (const name of ['=1+1', '+49 30', '-2', '@SUM(A1)', '\t=1', '\r=1', '  =cmd|x', '＝1'])
    expect(csvLine([name]).replace(/^"/, '')[0], name).toBe("'")
  expect(csvLine([-2])).toBe('-2\r\n')
  expect(csvLine(['a=b'])).toBe('a=b\r\n')
})

test('a file begins with the mark that Excel needs, streamed or not', async () => {
  const rows = [
    ['Zoë', 1],
    ['李', 2],
  ]
  const whole = csvFile(['Name', 'Points'], rows)
  expect(whole).toBe('\ufeffName,Points\r\nZoë,1\r\n李,2\r\n')
  const streamed = await new Response(
    csvStream(
      ['Name', 'Points'],
      (async function* () {
        yield* rows
      })(),
    ),
  ).arrayBuffer()
  expect(new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(streamed)).toBe(whole)
})
