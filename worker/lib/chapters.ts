import { readCaptions, spokenText } from './captions'

/** A place in a film or recording that has a name; `at` in seconds. */
export type Chapter = { at: number; title: string }

export const maxChapters = 100
const longestTitle = 200

/** Lines such as `1:20 How it began`, or a WebVTT file of chapters; with the first line that is neither. In order, one a second. */
export function readChapters(text: string): { chapters: Chapter[]; wrong: string | null } {
  const cues = /^\uFEFF?\s*WEBVTT/.test(text) ? readCaptions(text.trim())?.cues : null
  if (cues)
    return { chapters: inOrder(cues.map((cue) => ({ at: cue.start, title: spokenText(cue.text) }))), wrong: null }
  const chapters: Chapter[] = []
  let wrong: string | null = null
  for (const line of text.split(/\r\n|\n|\r/).filter((one) => one.trim())) {
    const [, hours = '0', minutes, seconds, title = ''] =
      /^\s*[[(]?(?:(\d{1,2}):)?(\d{1,3}):([0-5]?\d(?:[.,]\d{1,3})?)[\])]?(?:\s*[-–—:·.]\s*|\s+)(.*)$/.exec(line) ?? []
    if (minutes === undefined || seconds === undefined || !title.trim()) wrong ??= line.trim().slice(0, 80)
    else chapters.push({ at: +hours * 3600 + +minutes * 60 + Number(seconds.replace(',', '.')), title })
  }
  return { chapters: inOrder(chapters), wrong }
}

export const writeChapters = (chapters: Chapter[]): string =>
  chapters.map(({ at, title }) => `${clockOf(at)} ${title}`).join('\n')

/** 4:05, or 1:04:05. */
export function clockOf(at: number): string {
  const [hours, minutes, seconds] = [Math.floor(at / 3600), Math.floor(at / 60) % 60, Math.floor(at) % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}

/** What stands between the time and the name is no part of it. */
const nameOf = (title: string) =>
  title
    .replace(/\s+/g, ' ')
    .replace(/^[-–—:.· ]+/, '')
    .slice(0, longestTitle)
    .trim()

export function inOrder(chapters: Chapter[]): Chapter[] {
  const tidy = chapters
    .map(({ at, title }) => ({ at: Math.floor(at), title: nameOf(title) }))
    .filter(({ title }) => title)
    .sort((a, b) => a.at - b.at)
  return tidy.filter(({ at }, i) => at !== tidy[i - 1]?.at).slice(0, maxChapters)
}

/** All on one line, for an attribute in Markdown. */
export const chaptersAttribute = (chapters: Chapter[]): string =>
  chapters.map(({ at, title }) => `${clockOf(at)} ${title.replace(/[\\|]/g, '\\$&')}`).join(' | ')

export const chaptersOfAttribute = (value: string): Chapter[] =>
  readChapters(
    value
      .split(/(?<!\\)\|/)
      .map((part) => part.replace(/\\([\\|])/g, '$1'))
      .join('\n'),
  ).chapters
