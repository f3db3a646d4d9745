import { audioLength } from './audio-length'
import { type FileType, shownImages, sniffBytes, sniffType } from './file-type'
import { imageSize } from './image-size'
import type { Message } from './message'
import { type Movie, readMovie, type Source } from './mp4'
import { readWebm } from './webm'

export type FileFacts = {
  /** Null for what is on no list: it may be kept, and is only ever given out as a download. */
  file: FileType | null
  width: number | null
  height: number | null
  /** Seconds. */
  duration: number | null
  /** False for a film whose index stands at its end: it plays, but starts later. */
  startsAtOnce: boolean
  /** Why browsers cannot show or play it, with the setting to export it with; null where they can. */
  problem: Message | null
}

/** What a file is and whether browsers can show it, from a few small reads. `name` matters only for plain text. */
export async function inspectFile(source: Source, name: string): Promise<FileFacts> {
  const head = await source.read(0, Math.min(source.size, sniffBytes))
  const file = sniffType(head, name)
  const facts: FileFacts = { file, width: null, height: null, duration: null, startsAtOnce: true, problem: null }
  if (!file) return { ...facts, problem: problemOfUnknown(name) }
  if (file.kind === 'image') {
    const size = imageSize(
      head.length < source.size && file.extension === 'jpg'
        ? await source.read(0, Math.min(source.size, 2 ** 20))
        : head,
      file.type,
    )
    const problem: Message | null = shownImages.has(file.type)
      ? null
      : { key: 'files.imageFormat', values: { format: file.extension.toUpperCase() } }
    return { ...facts, width: size?.width ?? null, height: size?.height ?? null, problem }
  }
  if (file.kind !== 'video' && file.kind !== 'audio') return facts
  const movie = await readTracks(source, file, head)
  if (movie) return describeMovie(facts, file, movie)
  const isPlain = ['audio/wav', 'audio/mpeg', 'audio/ogg', 'audio/flac', 'audio/aac'].includes(file.type)
  if (isPlain) return { ...facts, duration: await audioLength(source, file.type) }
  const isBroken = /^(?:video|audio)\/(?:mp4|quicktime|webm)$/.test(file.type)
  return { ...facts, problem: isBroken ? { key: 'files.broken' } : unplayable(file.kind, file.extension.toUpperCase()) }
}

async function readTracks(source: Source, { type }: FileType, head: Uint8Array): Promise<Movie | null> {
  if (type === 'video/mp4' || type === 'audio/mp4' || type === 'video/quicktime') return readMovie(source)
  return type === 'video/webm' ? readWebm(head) : null
}

function describeMovie(facts: FileFacts, file: FileType, movie: Movie): FileFacts {
  const video = movie.tracks.find((track) => track.handler === 'video')
  const audio = movie.tracks.filter((track) => track.handler === 'audio')
  const known = { ...facts, duration: movie.duration, startsAtOnce: movie.startsAtOnce }
  if (!video && !audio.length) return { ...known, problem: { key: 'files.broken' } }
  const silent = audio.find((track) => !playableSound.has(track.codec))
  // What holds no pictures is sound, whatever its ending says; a playable .mov is an MP4 in all but its brand.
  const type = video ? (file.type === 'video/webm' ? file : mp4) : file.type === 'video/webm' ? webmSound : m4a
  return {
    ...known,
    file: type,
    width: video?.width || null,
    height: video?.height || null,
    problem:
      video && !isPlayable(video)
        ? unplayable('video', codecNames[video.codec] ?? video.codec)
        : silent
          ? unplayable(video ? 'sound' : 'audio', codecNames[silent.codec] ?? silent.codec)
          : null,
  }
}

const mp4: FileType = { type: 'video/mp4', extension: 'mp4', kind: 'video' }
const m4a: FileType = { type: 'audio/mp4', extension: 'm4a', kind: 'audio' }
const webmSound: FileType = { type: 'audio/webm', extension: 'webm', kind: 'audio' }

/** H.264 in the profiles that every browser decodes (8 bit, 4:2:0), VP8 and VP9. HEVC and AV1 depend on the device. */
const isPlayable = ({ codec, profile }: { codec: string; profile: number | null }) =>
  ['vp08', 'vp09', 'V_VP8', 'V_VP9'].includes(codec) ||
  (['avc1', 'avc3'].includes(codec) && (profile === null || [66, 77, 88, 100].includes(profile)))

const playableSound = new Set(['mp4a', 'mp3', '.mp3', 'Opus', 'fLaC', 'A_OPUS', 'A_VORBIS'])

const codecNames: Record<string, string> = {
  avc1: 'H.264 (10 bit)',
  avc3: 'H.264 (10 bit)',
  hvc1: 'HEVC',
  hev1: 'HEVC',
  dvh1: 'Dolby Vision',
  dvhe: 'Dolby Vision',
  av01: 'AV1',
  V_AV1: 'AV1',
  mp4v: 'MPEG-4',
  apcn: 'ProRes',
  apch: 'ProRes',
  apcs: 'ProRes',
  apco: 'ProRes',
  ap4h: 'ProRes',
  jpeg: 'Motion JPEG',
  mjpg: 'Motion JPEG',
  'V_MPEGH/ISO/HEVC': 'HEVC',
  'ac-3': 'Dolby Digital',
  'ec-3': 'Dolby Digital Plus',
  alac: 'Apple Lossless',
  sowt: 'PCM',
  twos: 'PCM',
  lpcm: 'PCM',
  in24: 'PCM',
  fl32: 'PCM',
  samr: 'AMR',
}

const unplayable = (what: 'video' | 'sound' | 'audio', format: string): Message => ({
  key: what === 'audio' ? 'files.audioFormat' : what === 'sound' ? 'files.soundFormat' : 'files.videoFormat',
  values: { format },
})

/** A name that promises a picture or a film over something that is none: a page, a renamed file. */
function problemOfUnknown(name: string): Message | null {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const promises = [
    'png',
    'jpg',
    'jpeg',
    'gif',
    'webp',
    'avif',
    'heic',
    'svg',
    'mp4',
    'm4v',
    'mov',
    'webm',
    'mp3',
    'm4a',
    'wav',
    'ogg',
    'opus',
    'pdf',
    'docx',
    'pptx',
    'xlsx',
    'odt',
    'epub',
    'zip',
    'vtt',
    'srt',
  ]
  return promises.includes(extension)
    ? { key: 'files.notWhatItSays', values: { extension: extension.toUpperCase() } }
    : null
}
