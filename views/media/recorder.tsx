import { Button } from '../ui/button'
import type { View } from '../view'

type RecorderProps = {
  view: View
  kind?: 'audio' | 'video'
  /** Seconds that it lasts at most. */
  most?: number
}

/**
 * Records sound, or film, in the browser: stands within an `<upload-field>`, which sends what was recorded
 * (public/js/media/recorder.ts, loaded as js/recorder.js beside js/upload.js). Nothing of it shows where the browser cannot record.
 */
export function Recorder({ view: { t }, kind = 'audio', most = 600 }: RecorderProps) {
  const Heard = kind
  return (
    <media-recorder
      kind={kind}
      class="recorder"
      hidden
      data-most={most}
      data-name={t('media.recordingName')}
      data-denied={t(kind === 'audio' ? 'media.noMicrophone' : 'media.noCamera')}
    >
      <div class="cluster" data-while="idle">
        <Button small type="button" icon={kind === 'audio' ? 'microphone' : 'video'} data-record>
          {t(kind === 'audio' ? 'media.recordSound' : 'media.recordFilm')}
        </Button>
      </div>
      <div class="cluster" data-while="recording" hidden>
        <Button small type="button" icon="stop" data-stop>
          {t('media.stopRecording')}
        </Button>
        <span class="num recorder-time" role="timer" data-time />
        <meter min={0} max={1} low={0.25} data-level aria-label={t('media.soundLevel')} />
        {kind === 'video' && <video class="recorder-live" data-live muted autoplay playsinline />}
      </div>
      <div class="recorder-heard" data-while="heard" hidden>
        <Heard controls aria-label={t('media.recorded')} data-heard />
        <div class="cluster">
          <Button small kind="primary" type="button" data-use>
            {t('media.useRecording')}
          </Button>
          <Button small type="button" data-again>
            {t('media.recordAgain')}
          </Button>
          <Button small kind="quiet" type="button" data-drop>
            {t('media.dropRecording')}
          </Button>
        </div>
      </div>
      <p class="hint problem" role="alert" data-problem hidden />
    </media-recorder>
  )
}
