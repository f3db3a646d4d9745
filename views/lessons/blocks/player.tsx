import { Icon } from '../../ui/icon'
import type { View } from '../../view'
import type { MediaInfo } from './media-info'

/** The captions as the browser's player wants them: the reader's language first, else the first there is. */
export function Tracks({ file, view }: { file: MediaInfo; view: View }) {
  const own = file.tracks.find((track) => track.language.split('-')[0] === view.locale.split('-')[0]) ?? file.tracks[0]
  return (
    <>
      {file.tracks.map((track) => (
        <track kind="captions" src={track.url} srclang={track.language} label={track.label} default={track === own} />
      ))}
    </>
  )
}

/** What is said, to read; in each language there is. */
export function Transcripts({ file, view }: { file: MediaInfo; view: View }) {
  const spoken = file.tracks.filter((track) => track.transcript?.trim())
  return (
    <>
      {spoken.map((track) => (
        <details class="transcript" data-transcript={track.language}>
          <summary>
            <Icon name="captions" />
            {spoken.length > 1
              ? view.t('blocks.transcript.in', { language: track.label })
              : view.t('blocks.transcript')}
          </summary>
          <input
            class="input"
            type="search"
            data-find
            hidden
            aria-label={view.t('blocks.transcript.find')}
            placeholder={view.t('blocks.transcript.find')}
          />
          <p class="hint" role="status" data-found data-none={view.t('blocks.transcript.none')} />
          <div lang={track.language} dir="auto" data-said>
            {track.transcript!.split('\n').map((paragraph) => (
              <p>{paragraph}</p>
            ))}
          </div>
        </details>
      ))}
    </>
  )
}

/** In place of a player or a document whose file is not there. */
export function MissingFile({ title, view, id }: { title: string; view: View; id: string }) {
  return (
    <div class="missing" id={id}>
      <Icon name="file" />
      <p>{title ? view.t('blocks.missing.file-called', { title }) : view.t('blocks.missing.file')}</p>
    </div>
  )
}
