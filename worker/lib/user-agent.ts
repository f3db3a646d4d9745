/** What somebody would call the device, for the list of sign-ins: `{ browser: 'Firefox', system: 'Android' }`. Nulls where it hides. */
export function readUserAgent(text: string | null | undefined): { browser: string | null; system: string | null } {
  const agent = (text ?? '').slice(0, 512)
  const first = (table: [RegExp, string][]) => table.find(([sign]) => sign.test(agent))?.[1] ?? null
  return { browser: first(browsers), system: first(systems) }
}

/** "Chrome · Android": names only, so that it reads in every language; empty where the device hides. */
export function deviceName(text: string | null | undefined): string {
  const { browser, system } = readUserAgent(text)
  return [browser, system].filter(Boolean).join(' · ')
}

// Order matters: nearly every browser also says it is Chrome and Safari.
const browsers: [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera|OPiOS/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Vivaldi\//, 'Vivaldi'],
  [/YaBrowser\//, 'Yandex Browser'],
  [/DuckDuckGo\//, 'DuckDuckGo'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
  [/Version\/[\d.]+.*Safari\//, 'Safari'],
  [/curl\//, 'curl'],
]

const systems: [RegExp, string][] = [
  [/iPad/, 'iPad'],
  [/iPhone|iPod/, 'iPhone'],
  [/Android/, 'Android'],
  [/CrOS/, 'ChromeOS'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
]
