import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readQuestionFile } from '../../../../worker/domain/imports/questions'
import { Invalid } from '../../../../worker/errors'
import { fixtures } from '../../../support/fixtures'

/** Files of other systems, as their makers publish them. */
const roots = ['questions', 'qti'].flatMap((name) => fixtures(name) ?? [])
const filesIn = (path: string): string[] =>
  statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesIn(join(path, name))) : [path]
const files = roots.flatMap((root) => filesIn(root).map((path) => ({ path, name: relative(join(root, '..'), path) })))

/** Parts of packages that hold no questions by themselves, and what the makers of a parser expect of it. */
const none =
  /(?:imsmanifest|assessment_meta|course_settings|assignment_groups|files_meta|media_tracks)\.xml$|\.json$|canvas_export\.txt$|canvas_extended_1\/.*\.xml$/
const read = (path: string) => readQuestionFile(path.replace(/^.*\//, ''), new Uint8Array(readFileSync(path)))

describe.skipIf(files.length === 0)('question files of others', () => {
  test.each(files.filter(({ name }) => !none.test(name)))('$name', async ({ path }) => {
    const { questions, report } = await read(path)
    // Whatever is in it comes in, or is left out with its line.
    expect(questions.length + report.length).toBeGreaterThan(0)
    for (const { line, key } of report) expect([key, line !== null]).toEqual([key, true])
    for (const { line } of questions) expect(line).toBeGreaterThan(0)
  })

  test.each(files.filter(({ name }) => none.test(name) && !name.endsWith('.json')))(
    '$name holds none, and is refused by its name',
    async ({ path }) => {
      const answer = await read(path).then(
        ({ questions, report }) => questions.length + report.length,
        (error) => (error instanceof Invalid ? error.values.file : error),
      )
      expect([0, path.replace(/^.*\//, '')]).toContain(answer)
    },
  )

  test('Moodle’s own examples come in, each as its kind', async () => {
    const { questions, report } = await read(fixtures('questions/gift/moodle-examples.gift')!)
    expect(countKinds(questions)).toEqual({
      'single-choice': 16,
      'true-false': 5,
      'short-text': 9,
      number: 8,
      matching: 3,
      'multiple-choice': 2,
    })
    expect(report.filter(({ level }) => level === 'left-out')).toEqual([])
  })

  test('broken gaps are told by name and line, and nothing of them comes in', async () => {
    const { questions, report } = await read(fixtures('questions/moodle-xml/broken_cloze_questions.xml')!)
    expect(questions).toEqual([])
    expect(report.map(({ line, key }) => [line, key])).toEqual([
      [4, 'question-no-answer'],
      [20, 'question-gap'],
      [36, 'question-gap'],
      [52, 'question-gap'],
      [68, 'question-gap'],
    ])
  })

  test('pictures in Moodle XML come along, each once', async () => {
    const { pictures } = await read(fixtures('questions/moodle-xml/truefalse.xml')!)
    expect([...pictures.keys()].map((name) => name.replace(/^.*\//, '')).sort()).toEqual([
      'infos.jpg',
      'logo.jpg',
      'thumbdown.jpg',
      'thumbup.jpg',
    ])
    const [first] = await Promise.all([...pictures.values()].map((picture) => picture()))
    expect([...first!.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff])
  })

  test('the same package as QTI 2.1 and as QTI 3.0 gives the same questions', async () => {
    const [second, third] = await Promise.all([
      read(fixtures('qti/test_qti_2.1.zip')!),
      read(fixtures('qti/test_qti_2.1-as-qti3.zip')!),
    ])
    expect(second.questions.map(({ question }) => question)).toEqual(third.questions.map(({ question }) => question))
    expect(second.questions.map(({ question }) => question.kind)).toEqual([
      'true-false',
      'single-choice',
      'multiple-choice',
      'cloze',
      'essay',
    ])
    expect(second.report.filter(({ level }) => level === 'left-out')).toEqual([])
  })
})

const countKinds = (questions: { question: { kind: string } }[]) =>
  questions.reduce<Record<string, number>>((count, { question: { kind } }) => {
    count[kind] = (count[kind] ?? 0) + 1
    return count
  }, {})
