import { createHash } from 'node:crypto'
import type { Palette } from './palette'
import { keeper } from './remember'

const kept = keeper<BrandStyle, Palette>()

/** The one inline style of a page, and the source by which the policy allows it and nothing else (CSP Level 3, 2.3.1: hash-source). */
export type BrandStyle = { css: string; source: string }

/** An organization's colours as custom properties. Only hex colours get into it, whatever the database holds. */
export const brandStyle = (palette: Palette): BrandStyle =>
  kept(palette, () => {
    const tokens = {
      '--brand-light': palette.light,
      '--brand-light-ink': palette.lightInk,
      '--brand-dark': palette.dark,
      '--brand-dark-ink': palette.darkInk,
    }
    const safe = Object.entries(tokens).filter(([, value]) => /^#[0-9a-f]{6}$/i.test(value))
    const css = `:root{${safe.map(([name, value]) => `${name}:${value}`).join(';')}}`
    return { css, source: `'sha256-${createHash('sha256').update(css).digest('base64')}'` }
  })
