import { makeZip } from 'client-zip'
import { describe, expect, test } from 'vitest'
import { readQuestionFile } from '../../../../worker/domain/imports/questions'
import { Invalid } from '../../../../worker/errors'
import { utf8 } from '../../../../worker/lib/bytes'

const fault = (name: string, bytes: Uint8Array) =>
  readQuestionFile(name, bytes).then(
    ({ questions, report }) => ({ questions: questions.length, keys: report.map(({ key }) => key) }),
    (error) => {
      if (!(error instanceof Invalid)) throw error
      return { reason: error.reason, ...error.values }
    },
  )

const utf16 = (text: string, isLittle = true) => {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), isLittle)
  return bytes
}

const moodle = (text: string) =>
  `<quiz>\n<question type="truefalse"><questiontext format="html"><text>${text}</text></questiontext><answer fraction="100"><text>true</text></answer></question></quiz>`

describe('files that mean harm, or are broken', () => {
  test('entities of its own are refused by name and line: nothing is fetched and nothing grows', async () => {
    const xxe = `<?xml version="1.0"?>\n<!DOCTYPE quiz [\n<!ENTITY x SYSTEM "file:///etc/passwd">\n]>\n${moodle('&x;')}`
    expect(await fault('xxe.xml', utf8(xxe))).toEqual({ reason: 'imports.xml.entities', file: 'xxe.xml', line: 3 })
    const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')
    const bomb = `<!DOCTYPE quiz [<!ENTITY l0 "ha">${laughs}]>${moodle('&l9;')}`
    expect(await fault('laughs.xml', utf8(bomb))).toMatchObject({ reason: 'imports.xml.entities', line: 1 })
    const outside = `<!DOCTYPE quiz SYSTEM "https://example.com/quiz.dtd">\n${moodle('Fine.')}`
    expect(await fault('dtd.xml', utf8(outside))).toMatchObject({ questions: 1 })
  })

  test('what is cut is refused at the element that stays open', async () => {
    const cut = moodle('Fine.').slice(0, -60)
    expect(await fault('cut.xml', utf8(cut))).toMatchObject({
      reason: 'imports.xml.unclosed',
      file: 'cut.xml',
      line: 2,
    })
    expect(await fault('crossed.xml', utf8('<quiz>\n<question>\n<a></question></quiz>'))).toMatchObject({
      reason: 'imports.xml.unclosed',
      line: 3,
      name: 'a',
    })
  })

  test('51 elements in each other are too deep, 100,000 too', async () => {
    const deep = (depth: number) => utf8(`<quiz>\n${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}</quiz>`)
    expect(await fault('deep.xml', deep(50))).toMatchObject({ reason: 'imports.xml.deep', line: 2, most: 50 })
    expect(await fault('deep.xml', deep(100_000))).toMatchObject({ reason: 'imports.xml.deep' })
    const html = `${'<div>'.repeat(400)}Deep?${'</div>'.repeat(400)}`
    expect(await fault('deep.gift', utf8(`[html]${html}{T}`))).toMatchObject({ questions: 1 })
  })

  test('ten megabytes of garbage are told apart from questions, quickly', async () => {
    const noise = Uint8Array.from({ length: 10_000_000 }, (_, i) => (i * 2_654_435_761) >>> 24)
    expect(await fault('noise.xml', noise)).toEqual({ reason: 'imports.notText', file: 'noise.xml' })
    const letters = utf8('no question at all '.repeat(520_000))
    expect(await fault('letters.txt', letters)).toEqual({ reason: 'imports.noQuestions', file: 'letters.txt' })
    const braces = utf8(`{=a ~b#${'\\=~{'.repeat(200_000)}\n\n`.repeat(8))
    expect(await fault('braces.gift', braces)).toBeDefined()
    const tags = utf8(`<quiz>${'<a/>'.repeat(300_000)}</quiz>`)
    expect(await fault('tags.xml', tags)).toMatchObject({ reason: 'imports.xml.large' })
    expect(await fault('large.txt', new Uint8Array(10_000_001))).toMatchObject({ reason: 'imports.questionsTooLarge' })
  }, 20_000)

  test('every encoding is read, or said to be guessed', async () => {
    const text = 'Is a café open?{T}'
    for (const bytes of [utf8(`\ufeff${text}`), utf16(`\ufeff${text}`), utf16(`\ufeff${text}`, false), utf16(text)])
      expect((await readQuestionFile('x.gift', bytes)).questions[0]?.question.body.prompt).toBe('Is a café open?')
    const latin = Uint8Array.from(text, (letter) => letter.charCodeAt(0))
    const { questions, report } = await readQuestionFile('x.gift', latin)
    expect(questions[0]?.question.body.prompt).toBe('Is a café open?')
    expect(report).toMatchObject([{ key: 'encoding-guessed', values: { name: 'windows-1252' } }])
    const wide = `<?xml version="1.0" encoding="UTF-16"?>${moodle('Is a café open?')}`
    expect(await fault('wide.xml', utf16(`\ufeff${wide}`))).toEqual({ questions: 1, keys: [] })
    const named = `<?xml version="1.0" encoding="ISO-8859-2"?>${moodle('\u00b9')}`
    const polish = await readQuestionFile(
      'pl.xml',
      Uint8Array.from(named, (letter) => letter.charCodeAt(0)),
    )
    expect(polish.questions[0]?.question.body.prompt).toBe('š')
  })

  test('a package with one broken file gives the rest, and names the broken one', async () => {
    const zip = await new Response(
      makeZip([
        { name: 'good.xml', input: moodle('Fine.') },
        { name: 'bad/broken.xml', input: '<quiz>\n<question>' },
      ]),
    ).arrayBuffer()
    const { questions, report } = await readQuestionFile('both.zip', new Uint8Array(zip))
    expect(questions).toHaveLength(1)
    expect(report).toMatchObject([{ level: 'problem', path: 'bad/broken.xml', line: 2, key: 'question-file-broken' }])
  })

  test('a page, an empty file and a zip without questions are refused by name', async () => {
    expect(await fault('page.html', utf8('<!doctype html><p>Hello {there}</p>'))).toBeDefined()
    expect(await fault('empty.txt', new Uint8Array())).toEqual({ reason: 'media.empty' })
    const zip = await new Response(makeZip([{ name: 'a.jpg', input: 'x' }])).arrayBuffer()
    expect(await fault('a.zip', new Uint8Array(zip))).toMatchObject({ reason: 'imports.noQuestions', file: 'a.zip' })
    expect(await fault('cut.zip', new Uint8Array(zip).subarray(0, 30))).toMatchObject({ reason: 'archive.broken' })
  })
})
