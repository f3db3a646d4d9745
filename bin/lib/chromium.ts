import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Where the browser is; installs Debian's when this is root on a Debian and there is none. */
export function findChromium(): string {
  const found = process.env.CHROMIUM ?? places.find((place) => existsSync(place))
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium …')
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'] })
    const installed = places.find((place) => existsSync(place))
    if (installed) return installed
  }
  throw new Error(
    'The tests need a browser: install Chromium (Debian: apt-get install chromium) or set CHROMIUM to its path.',
  )
}
