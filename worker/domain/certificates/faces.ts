/** How a line is set: names and titles in the reading face, what surrounds them in the interface's. */
export type Style = 'serif' | 'sans' | 'sans-bold'

/** Scripts that a certificate can be written in; 'latin' also stands for what is in every font. */
export type Script = keyof typeof scripts

const scripts = {
  japanese: /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  korean: /\p{Script=Hangul}/u,
  chinese: /\p{Script=Han}/u,
  arabic: /\p{Script=Arabic}/u,
  hebrew: /\p{Script=Hebrew}/u,
  cyrillic: /\p{Script=Cyrillic}/u,
  greek: /\p{Script=Greek}/u,
  devanagari: /\p{Script=Devanagari}/u,
  bengali: /\p{Script=Bengali}/u,
  gujarati: /\p{Script=Gujarati}/u,
  gurmukhi: /\p{Script=Gurmukhi}/u,
  oriya: /\p{Script=Oriya}/u,
  sinhala: /\p{Script=Sinhala}/u,
  tamil: /\p{Script=Tamil}/u,
  telugu: /\p{Script=Telugu}/u,
  kannada: /\p{Script=Kannada}/u,
  malayalam: /\p{Script=Malayalam}/u,
  myanmar: /\p{Script=Myanmar}/u,
  khmer: /\p{Script=Khmer}/u,
  lao: /\p{Script=Lao}/u,
  thai: /\p{Script=Thai}/u,
  tibetan: /\p{Script=Tibetan}/u,
  thaana: /\p{Script=Thaana}/u,
  ethiopic: /\p{Script=Ethiopic}/u,
  armenian: /\p{Script=Armenian}/u,
  georgian: /\p{Script=Georgian}/u,
  emoji: /\p{Emoji_Presentation}|\p{Regional_Indicator}|\ufe0f/u,
  latin: /./u,
}

/** The script that a text is mainly known by: kana makes it Japanese, however many Chinese characters stand beside it. */
export const scriptOf = (text: string): Script =>
  (Object.keys(scripts) as Script[]).find((script) => scripts[script].test(text)) ?? 'latin'

/** Files under `public/fonts/certificates`, best first, for a piece of a text in a language. */
export function facesFor(piece: string, style: Style, text: string, locale: string): string[] {
  const latin = style === 'serif' ? serifFaces : [...sansFaces[style], ...serifFaces]
  const script = scriptOf(piece)
  if (script === 'latin') return [...latin, ...ownFaces(text, locale)]
  return [...(isHan(script) ? hanFaces(text, locale) : ownFaces(piece, locale)), ...latin]
}

const serifFaces = ['literata-latin', 'literata-latin-ext', 'literata-vietnamese']
const sansFaces = {
  sans: ['figtree-latin', 'figtree-latin-ext'],
  'sans-bold': ['figtree-latin-bold', 'figtree-latin-ext-bold'],
}

function ownFaces(text: string, locale: string): string[] {
  const script = scriptOf(text)
  if (script === 'latin') return []
  if (script === 'cyrillic') return ['literata-cyrillic', 'literata-cyrillic-ext']
  if (script === 'greek') return ['literata-greek']
  if (isHan(script)) return hanFaces(text, locale)
  return [`noto-${script}`]
}

const isHan = (script: Script) => script === 'japanese' || script === 'chinese' || script === 'korean'

/** The same character is drawn differently in Tokyo, Beijing and Taipei; the text or its language tells which. */
function hanFaces(text: string, locale: string): string[] {
  const all = ['noto-chinese', 'noto-chinese-traditional', 'noto-japanese']
  const first =
    scripts.japanese.test(text) || locale.startsWith('ja')
      ? 'noto-japanese'
      : /^zh-(?:hant|tw|hk|mo)/i.test(locale)
        ? 'noto-chinese-traditional'
        : 'noto-chinese'
  const han = [first, ...all.filter((face) => face !== first)]
  return scripts.korean.test(text) ? ['noto-korean', ...han] : han
}
