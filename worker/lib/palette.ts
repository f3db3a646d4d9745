import { fromOklch, type Oklch, type Rgb, rgbOf, toHex, toOklch } from './colour'
import { remember } from './remember'

/** CSS colours for light and dark; see Palette in views/view.ts. */
export type Palette = { light: string; lightInk: string; dark: string; darkInk: string }

/** Lyceum's deep green, for organizations that have not chosen yet. */
export const defaultColour = '#096b4d'

const enough = 4.5
const tint = 0.09

// The grounds of public/css/tokens that lie nearest to the brand: whatever reads on these reads on the others too.
const sunkenLight = fromOklch({ l: 0.958, c: 0.008, h: 85 })
const raisedDark = fromOklch({ l: 0.235, c: 0.011, h: 60 })

/**
 * The organization's colour as text and as ground, for both themes: its hue is kept, its lightness moves only as far
 * as 4.5:1 asks for (WCAG 2.2, 1.4.3). `colour` is "#rrggbb"; anything else gives the default.
 */
export const paletteOf = remember((colour: string): Palette => {
  const base = toOklch(rgbOf(isColour(colour) ? colour : defaultColour))
  const light = approach(base, -0.005, sunkenLight)
  const dark = approach({ ...base, l: Math.max(base.l, 0.7) }, 0.005, raisedDark)
  return { light: toHex(light), lightInk: inkOn(light, base.h), dark: toHex(dark), darkInk: inkOn(dark, base.h) }
})

export const isColour = (value: string) => /^#[0-9a-f]{6}$/i.test(value)

/** Contrast ratio of two "#rrggbb" colours, 1 to 21. */
export const contrast = (a: string, b: string) => ratio(rgbOf(a), rgbOf(b))

function approach(from: Oklch, step: number, ground: Rgb): Rgb {
  for (let l = from.l; l > 0 && l < 1; l += step) {
    const colour = fromOklch({ ...from, l })
    if (ratio(colour, ground) >= enough && ratio(colour, mix(colour, ground)) >= enough) return colour
  }
  return fromOklch({ l: step < 0 ? 0 : 1, c: 0, h: 0 })
}

/** White where it reads, else a near-black of the same hue. */
function inkOn(ground: Rgb, hue: number) {
  const white: Rgb = [255, 255, 255]
  if (ratio(white, ground) >= enough) return toHex(white)
  return toHex(fromOklch({ l: 0.2, c: 0.03, h: hue }))
}

/** `--brand-quiet` as the eye sees it: the brand at 9 % over a ground. */
const mix = (over: Rgb, under: Rgb) => over.map((value, i) => value * tint + under[i]! * (1 - tint)) as Rgb

function ratio(a: Rgb, b: Rgb) {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** WCAG 2.2, relative luminance. */
function luminance(rgb: Rgb) {
  const [r, g, b] = rgb.map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
