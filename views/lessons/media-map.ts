import type { LessonFile, LessonTrack } from '../../worker/domain/lessons'
import { urls } from '../../worker/urls'
import type { MediaMap } from './blocks'

/** The files of a lesson as its blocks want them. */
export function mediaMapOf(locale: string, files: LessonFile[], tracks: LessonTrack[]): MediaMap {
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  return new Map(
    files.map(({ thumbnailKey, ...file }) => [
      file.id,
      {
        ...file,
        url: urls.media(file.id),
        thumbnail: thumbnailKey ? urls.thumbnail(file.id) : null,
        tracks: tracks
          .filter(({ mediaId }) => mediaId === file.id)
          .map(({ id, language, label, transcript }) => ({
            language,
            label: label || (names.of(language) ?? language),
            url: urls.track(file.id, id),
            transcript,
          })),
      },
    ]),
  )
}
