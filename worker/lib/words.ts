const word = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[\p{L}\p{M}\p{N}]+(?:['’.,_-][\p{L}\p{M}\p{N}]+)*/gu
const each = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u

/** Words as word processors count them: every character of a script that puts no spaces between them is one. */
export function countWords(text: string): number {
  let count = 0
  for (const [found] of text.matchAll(word))
    count += each.test(found) ? [...found].filter((one) => each.test(one)).length : 1
  return count
}
