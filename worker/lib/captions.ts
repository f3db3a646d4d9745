/** One caption. Times in seconds; `text` is WebVTT cue text, tags included. */
export type Cue = { id: string; start: number; end: number; settings: Record<string, string>; text: string }
export type Captions = { format: 'vtt' | 'srt'; cues: Cue[]; faults: CaptionFault[] }
/** `line` counts from 1. */
export type CaptionFault = { kind: 'time' | 'order' | 'empty'; line: number; detail: string }

/**
 * Reads WebVTT (https://www.w3.org/TR/webvtt1/#file-parsing) as leniently as browsers do, and SubRip. What is broken is left out and said in
 * `faults`. Null where it is neither.
 */
export function readCaptions(source: string): Captions | null {
  const lines = source
    .replace(/^\uFEFF/, '')
    .replace(/\0/g, '\uFFFD')
    .split(/\r\n|\n|\r/)
  if (/^WEBVTT(?:[ \t].*)?$/.test(lines[0]!)) return { format: 'vtt', ...readBlocks(lines, 1, readVttTiming) }
  const captions = readBlocks(lines, 0, readSrtTiming)
  return captions.cues.length ? { format: 'srt', ...captions } : null
}

/** The same captions as clean WebVTT, whatever they came from. */
export function writeWebVtt(cues: Cue[]): string {
  const blocks = cues.map(({ id, start, end, settings, text }) => {
    const said = Object.entries(settings).map(([name, value]) => ` ${name}:${value}`)
    return `${id && `${id}\n`}${clock(start)} --> ${clock(end)}${said.join('')}\n${text}\n`
  })
  return ['WEBVTT\n', ...blocks].join('\n')
}

/** What is said, in paragraphs, each with the second at which it begins. */
export function transcriptOf(cues: Cue[]): { start: number; text: string }[] {
  const paragraphs: { start: number; text: string }[] = []
  let end = 0
  let last = ''
  for (const cue of cues) {
    const text = spokenText(cue.text)
    if (!text || text === last) continue
    const open = paragraphs.at(-1)
    const isFull = open && open.text.length > 320 && /[.!?。！？؟…]["'”’)]*$/.test(open.text)
    if (open && !isFull && cue.start - end < 3 && !/^[\p{L} .'-]{1,40}: /u.test(text)) open.text += ` ${text}`
    else paragraphs.push({ start: cue.start, text })
    end = Math.max(end, cue.end)
    last = text
  }
  return paragraphs
}

/** For search. */
export const transcriptText = (cues: Cue[]) =>
  transcriptOf(cues)
    .map(({ text }) => text)
    .join('\n')

/** Cue text without tags; a voice becomes `Name: …`. */
export function spokenText(text: string): string {
  const named = text.replace(/<v(?:\.[^\s>]*)?\s+([^>]*)>/g, (_, name: string) => `${name.trim()}: `)
  return decodeEntities(named.replace(/<[^>]*(?:>|$)/g, ''))
    .replace(/\s+/g, ' ')
    .trim()
}

type Timing = { start: number; end: number; settings: string }

function readBlocks(lines: string[], from: number, readTiming: (line: string) => Timing | null) {
  const cues: Cue[] = []
  const faults: CaptionFault[] = []
  let at = from
  // What follows the signature up to the first empty line is a header, unless it is already a time.
  if (from === 1) while (at < lines.length && lines[at] !== '' && !lines[at]!.includes('-->')) at += 1
  while (at < lines.length) {
    const line = lines[at]!
    if (line === '') {
      at += 1
      continue
    }
    const isTimed = line.includes('-->')
    const timingAt = isTimed ? at : at + 1
    const timing = lines[timingAt]
    if (!timing?.includes('-->')) {
      at = endOfBlock(lines, at + 1, from === 1) // a note, a style, a region or nothing known
      continue
    }
    const end = endOfText(lines, timingAt + 1)
    const read = readTiming(timing)
    const text = lines.slice(timingAt + 1, end).join('\n')
    if (!read) faults.push({ kind: 'time', line: timingAt + 1, detail: timing.slice(0, 100) })
    else {
      if (read.end <= read.start) faults.push({ kind: 'order', line: timingAt + 1, detail: timing.slice(0, 100) })
      if (!text.trim()) faults.push({ kind: 'empty', line: timingAt + 1, detail: '' })
      cues.push({
        id: isTimed ? '' : line,
        start: read.start,
        end: read.end,
        settings: readSettings(read.settings),
        text,
      })
    }
    at = end
  }
  return { cues, faults }
}

function endOfBlock(lines: string[], from: number, stopsAtTime: boolean) {
  let at = from
  while (at < lines.length && lines[at] !== '' && !(stopsAtTime && lines[at]!.includes('-->'))) at += 1
  return at
}

function endOfText(lines: string[], from: number) {
  let at = from
  while (at < lines.length && lines[at] !== '' && !lines[at]!.includes('-->')) at += 1
  return at
}

const vttTime = String.raw`(?:(\d{2,}):)?(\d{2,3}):([0-5]\d)\.(\d{3})`
const vttTiming = new RegExp(String.raw`^[ \t]*${vttTime}[ \t]*-->[ \t]*${vttTime}(.*)$`)

function readVttTiming(line: string): Timing | null {
  const match = vttTiming.exec(line)
  if (!match) return null
  const [, h1, m1, s1, f1, h2, m2, s2, f2, settings = ''] = match
  return { start: secondsOf(h1, m1, s1, f1), end: secondsOf(h2, m2, s2, f2), settings }
}

const srtTime = String.raw`(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:[,.](\d{1,3}))?`
const srtTiming = new RegExp(String.raw`^\s*${srtTime}\s*-->\s*${srtTime}`)

function readSrtTiming(line: string): Timing | null {
  const match = srtTiming.exec(line)
  if (!match) return null
  const [, h1, m1, s1, f1, h2, m2, s2, f2] = match
  return { start: secondsOf(h1, m1, s1, f1), end: secondsOf(h2, m2, s2, f2), settings: '' }
}

const secondsOf = (hours = '0', minutes = '0', seconds = '0', fraction = '') =>
  Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'))) /
  1000

const settingForms: Record<string, RegExp> = {
  vertical: /^(?:rl|lr)$/,
  line: /^(?:-?\d+|\d+(?:\.\d+)?%)(?:,(?:start|center|end))?$/,
  position: /^\d+(?:\.\d+)?%(?:,(?:line-left|center|line-right))?$/,
  size: /^\d+(?:\.\d+)?%$/,
  align: /^(?:start|center|end|left|right)$/,
}

function readSettings(text: string) {
  const settings: Record<string, string> = {}
  for (const part of text.split(/[ \t]+/)) {
    const [, name = '', value = ''] = /^([a-z]+):(.+)$/.exec(part) ?? []
    const percent = /(\d+(?:\.\d+)?)%/.exec(value)?.[1]
    if (settingForms[name]?.test(value) && (percent === undefined || Number(percent) <= 100)) settings[name] = value
  }
  return settings
}

function clock(seconds: number) {
  const thousandths = Math.round(seconds * 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  const whole = Math.floor(thousandths / 1000)
  const time = `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
  return `${time}.${String(thousandths % 1000).padStart(3, '0')}`
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: '\u00a0',
  lrm: '\u200e',
  rlm: '\u200f',
  quot: '"',
}
const decodeEntities = (text: string) =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi, (whole, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : 0
    if (name) return entities[name.toLowerCase()] ?? whole
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole
  })
