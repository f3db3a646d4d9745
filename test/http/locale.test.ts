import { describe, expect, it } from 'vitest'
import { chooseLocale } from '../../worker/http/locale'

describe('the language of an answer', () => {
  it('is the first choice that we speak', () => {
    expect(chooseLocale(['tlh', null, 'fr'], 'de')).toBe('fr')
  })

  it('is else the one the browser likes best, its region aside', () => {
    expect(chooseLocale([null], 'nl, pt-BR;q=0.8, de;q=0.9')).toBe('de')
    expect(chooseLocale([], 'pt-BR')).toBe('pt')
  })

  it('is simplified Chinese for those who write it', () => {
    expect(chooseLocale([], 'zh-CN')).toBe('zh-Hans')
    expect(chooseLocale([], 'zh')).toBe('zh-Hans')
    expect(chooseLocale([], 'zh-TW, fr;q=0.5')).toBe('fr')
  })

  it('is English when all else fails', () => {
    expect(chooseLocale([undefined, ''], undefined)).toBe('en')
    expect(chooseLocale([], '*, -, 日本, x;q=nonsense')).toBe('en')
  })
})
