import { describe, expect, test } from 'vitest'
import { fromOklch, rgbOf, toHex, toOklch } from '../../worker/lib/colour'
import { contrast, defaultColour, paletteOf } from '../../worker/lib/palette'

// The grounds of public/css/tokens/tokens.css, written down here on their own.
const lightGrounds = ['#ffffff', '#fcf9f5', '#f3f1eb']
const darkGrounds = ['#181410', '#221d19', '#120f0c']

const colours = [
  '#096b4d',
  '#ffdd00',
  '#000000',
  '#ffffff',
  '#ff0000',
  '#00ff00',
  '#0000ff',
  '#777777',
  '#e5007d',
  '#8ecae6',
]

describe('an organization’s colour', () => {
  test.each(colours)('%s reads on every ground of both themes', (colour) => {
    const palette = paletteOf(colour)
    for (const ground of lightGrounds) expect(contrast(palette.light, ground)).toBeGreaterThanOrEqual(4.5)
    for (const ground of darkGrounds) expect(contrast(palette.dark, ground)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(colours)('text on %s reads in both themes', (colour) => {
    const palette = paletteOf(colour)
    expect(contrast(palette.lightInk, palette.light)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(palette.darkInk, palette.dark)).toBeGreaterThanOrEqual(4.5)
  })

  test('is kept where it already reads', () => {
    expect(paletteOf('#1d3557').light).toBe('#1d3557')
    expect(paletteOf('#8ecae6').dark).toBe('#8ecae6')
  })

  test('keeps its hue when it has to move', () => {
    const hue = toOklch(rgbOf('#e5007d')).h
    const moved = paletteOf('#e5007d')
    expect(Math.abs(toOklch(rgbOf(moved.light)).h - hue)).toBeLessThan(4)
    expect(Math.abs(toOklch(rgbOf(moved.dark)).h - hue)).toBeLessThan(8)
  })

  test('is Lyceum’s green where there is none', () => {
    expect(paletteOf('red; } body { display: none')).toEqual(paletteOf(defaultColour))
  })
})

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
})

test('colours come back from OKLCH as they went in', () => {
  for (const colour of colours) expect(toHex(fromOklch(toOklch(rgbOf(colour))))).toBe(colour)
})
