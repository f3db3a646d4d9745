import { describe, expect, test } from 'vitest'
import { rankTexts } from '../../worker/lib/rank-texts'

const page = (title: string, summary: string, text: string) => ({ title, summary, text })
const pages = [
  page('Make a quiz', 'Ask questions that teach.', 'Press Save. People answer it in the course.'),
  page('Invite people', 'Bring a class in.', 'Press Send. Each gets a mail.'),
  page('Find a mail', 'When an invitation is lost.', 'Ask for it again. Press Send.'),
]
const titles = (words: string, locale = 'en', texts = pages) =>
  rankTexts(words, texts, locale).map(({ title }) => title)

describe('ranking short texts', () => {
  test('a word in the title comes before one in the text', () => {
    expect(titles('people')).toEqual(['Invite people', 'Make a quiz'])
    expect(titles('mail')[0]).toBe('Find a mail')
  })

  test('a whole question finds its page, whatever the small words', () => {
    expect(titles('how do I invite people?')[0]).toBe('Invite people')
  })

  test('the beginning of a word and another form of it are found', () => {
    expect(titles('invit')).toContain('Invite people')
    expect(titles('inviting')[0]).toBe('Invite people')
  })

  test('capitals and accents do not matter', () => {
    expect(titles('TAREA', 'es', [page('Entregar una tárea', '', '')])).toHaveLength(1)
  })

  test('Japanese and Chinese, which have no spaces, are cut into words', () => {
    const japanese = [page('人を招待する', '', ''), page('小テストを作る', '', '')]
    expect(titles('招待の方法', 'ja', japanese)).toEqual(['人を招待する'])
    const chinese = [page('邀请成员', '', ''), page('制作测验', '', '')]
    expect(titles('怎样邀请', 'zh-Hans', chinese)).toEqual(['邀请成员'])
  })

  test('the Arabic article does not hide its word', () => {
    const arabic = [page('إنشاء دورة', '', 'تمنح شهادة'), page('الحصول على الشهادة', '', '')]
    expect(titles('شهادة', 'ar', arabic)[0]).toBe('الحصول على الشهادة')
  })

  test('nothing is found for what nobody wrote', () => {
    expect(titles('zebra')).toEqual([])
    expect(titles('?! …')).toEqual([])
  })
})
