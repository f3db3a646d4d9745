/**
 * Writes views/ui/icons.ts: the inner markup of the Lucide icons that the interface uses, under our names.
 * Add a line here and run `node bin/lib/icons.ts`.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

const icons: Record<string, string> = {
  area: 'square-dashed',
  'arrow-down': 'arrow-down',
  'arrow-left': 'arrow-left',
  'arrow-right': 'arrow-right',
  'arrow-up': 'arrow-up',
  archive: 'archive',
  assignment: 'clipboard-pen',
  attach: 'paperclip',
  audio: 'headphones',
  award: 'award',
  bell: 'bell',
  bold: 'bold',
  bookmark: 'bookmark',
  building: 'building-2',
  calendar: 'calendar',
  callout: 'megaphone',
  camera: 'camera',
  captions: 'captions',
  card: 'id-card',
  certificate: 'graduation-cap',
  chat: 'message-square',
  forum: 'messages-square',
  check: 'check',
  'check-circle': 'circle-check',
  checklist: 'list-checks',
  'chevron-down': 'chevron-down',
  'chevron-left': 'chevron-left',
  'chevron-right': 'chevron-right',
  circle: 'circle',
  clock: 'clock',
  close: 'x',
  code: 'code',
  colour: 'palette',
  'comment-add': 'message-square-plus',
  copy: 'copy',
  courses: 'book-open',
  divider: 'minus',
  door: 'door-open',
  download: 'download',
  edit: 'pencil',
  embed: 'puzzle',
  external: 'external-link',
  eye: 'eye',
  'eye-off': 'eye-off',
  file: 'file',
  filter: 'sliders-horizontal',
  flag: 'flag',
  folder: 'folder',
  'full-screen': 'maximize',
  globe: 'globe',
  grip: 'grip-vertical',
  group: 'users-round',
  heading: 'heading-2',
  'heading-small': 'heading-3',
  help: 'circle-question-mark',
  highlight: 'highlighter',
  history: 'history',
  home: 'house',
  hourglass: 'hourglass',
  idea: 'lightbulb',
  image: 'image',
  inbox: 'inbox',
  info: 'info',
  italic: 'italic',
  key: 'key-round',
  languages: 'languages',
  layers: 'layers',
  lesson: 'file-text',
  link: 'link',
  list: 'list',
  'list-ordered': 'list-ordered',
  lock: 'lock',
  mail: 'mail',
  maths: 'sigma',
  me: 'circle-user-round',
  menu: 'menu',
  microphone: 'mic',
  monitor: 'monitor',
  more: 'ellipsis',
  move: 'corner-down-right',
  notes: 'notebook-pen',
  offline: 'wifi-off',
  path: 'map-pin',
  pause: 'pause',
  pen: 'pen-line',
  people: 'users',
  person: 'user-round',
  'person-plus': 'user-plus',
  phone: 'smartphone',
  pin: 'map-pin',
  pinned: 'pin',
  play: 'play',
  plus: 'plus',
  print: 'printer',
  problem: 'circle-alert',
  qr: 'qr-code',
  quiz: 'clipboard-check',
  quote: 'quote',
  refresh: 'refresh-cw',
  restore: 'archive-restore',
  reveal: 'fold-vertical',
  search: 'search',
  send: 'send',
  smile: 'smile-plus',
  settings: 'settings',
  shield: 'shield-check',
  'sign-out': 'log-out',
  slides: 'presentation',
  star: 'star',
  stop: 'square',
  strike: 'strikethrough',
  table: 'table',
  tag: 'tag',
  text: 'text',
  trash: 'trash-2',
  undo: 'undo-2',
  redo: 'redo-2',
  unlock: 'lock-open',
  upload: 'upload',
  video: 'video',
  warning: 'triangle-alert',
  'zoom-in': 'zoom-in',
  'zoom-out': 'zoom-out',
}

const inner = (svg: string) =>
  svg
    .replace(/<!--.*?-->/gs, '')
    .replace(/^[\s\S]*?<svg[\s\S]*?>/, '')
    .replace('</svg>', '')
    .replace(/\s*\n\s*/g, '')
    .replaceAll(' />', '/>')

const rows = await Promise.all(
  Object.entries(icons)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(async ([name, file]) => {
      const svg = await readFile(join(root, `node_modules/lucide-static/icons/${file}.svg`), 'utf8')
      const key = /^[a-z]+$/.test(name) ? name : `'${name}'`
      return { line: `  ${key}: '${inner(svg)}',`, key, markup: inner(svg) }
    }),
)

const lines = rows.map(({ line, key, markup }) => (line.length > 120 ? `  ${key}:\n    '${markup}',` : line))
await writeFile(
  join(root, 'views/ui/icons.ts'),
  `/** Written by bin/lib/icons.ts from lucide-static (ISC licence): inner markup on a 24 x 24 grid. */
export const icons = {
${lines.join('\n')}
} as const

export type IconName = keyof typeof icons
`,
)
