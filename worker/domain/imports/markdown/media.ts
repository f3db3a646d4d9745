import type { ArchiveEntry } from '../../../lib/archive'
import { fileOf, folderOf, isMarkdown, typeOfName } from './paths'
import type { PlannedCaptions, PlannedMedia, Report } from './plan'

/** The files that content uses, with the captions lying beside them (`talk.mp4`, `talk.en.vtt`); the rest is said. */
export function planMedia(
  entries: ArchiveEntry[],
  used: Set<string>,
  language: string,
  report: Report,
): PlannedMedia[] {
  const sizes = new Map(entries.map(({ path, size }) => [path, size]))
  const media = [...used].sort().map((path) => ({
    path,
    name: fileOf(path),
    type: typeOfName(path),
    size: sizes.get(path) ?? 0,
    captions: captionsOf(path, entries, language || 'en'),
  }))
  const taken = new Set([...used, ...media.flatMap(({ captions }) => captions.map(({ path }) => path))])
  for (const { path } of entries) {
    if (
      taken.has(path) ||
      isMarkdown(path) ||
      /\.(?:ya?ml|toml|lock|cff|gitignore|rproj|bib|css|scss|js|html?|r|py)$/i.test(path)
    )
      continue
    report({ level: 'left-out', path, line: null, key: 'file-unused', values: {} })
  }
  return media
}

function captionsOf(path: string, entries: ArchiveEntry[], fallback: string): PlannedCaptions[] {
  if (!/^(?:video|audio)\//.test(typeOfName(path))) return []
  const stem = path.replace(/\.[^./]+$/, '').toLowerCase()
  return entries.flatMap((entry) => {
    const match = /^(.*?)(?:\.([a-z]{2,3}(?:-[a-z0-9]{2,8})*))?\.(?:vtt|srt)$/i.exec(entry.path)
    if (!match || folderOf(entry.path) !== folderOf(path) || match[1]!.toLowerCase() !== stem) return []
    const language = match[2] ?? fallback
    return [{ path: entry.path, language, label: nameOfLanguage(language) }]
  })
}

/** In the language itself: "Deutsch", "日本語". */
function nameOfLanguage(language: string) {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  } catch {
    return language
  }
}
