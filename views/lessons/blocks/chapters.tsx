import { type Chapter, clockOf } from '../../../worker/lib/chapters'
import type { View } from '../../view'
import type { MediaInfo } from './media-info'

type ChaptersProps = { chapters: Chapter[]; file: MediaInfo; view: View }

/** Places to jump to. Without a script the film opens by itself at that second (media fragments, W3C). */
export function Chapters({ chapters, file, view }: ChaptersProps) {
  if (chapters.length === 0) return null
  return (
    <nav class="chapters" aria-label={view.t('blocks.chapters')}>
      <ol role="list">
        {chapters.map(({ at, title }) => (
          <li>
            <a href={`${file.url}#t=${at}`} data-at={String(at)}>
              <span class="at">{clockOf(at)}</span>
              <bdi>{title}</bdi>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2]

/** How fast it plays, and the keys; shown by the script that does it. */
export function FilmBar({ view, isHeard = false }: { view: View; isHeard?: boolean }) {
  const { t, locale } = view
  const times = new Intl.NumberFormat(locale)
  return (
    <div class="film-bar no-print" data-film-bar hidden>
      <label>
        {t('blocks.film.speed')}
        <select class="input" data-speed>
          {speeds.map((speed) => (
            <option value={String(speed)} selected={speed === 1}>
              {times.format(speed)}×
            </option>
          ))}
        </select>
      </label>
      <span class="film-keys small muted">{t(isHeard ? 'blocks.sound.keys' : 'blocks.film.keys')}</span>
    </div>
  )
}
