import type { View } from '../view'

type Reader = Pick<View, 'locale'>

const formats = new Map<string, Intl.NumberFormat>()

/** Intl's formatters are slow to make, so one is kept for each language and form. */
export function number({ locale }: Reader, value: number, options?: Intl.NumberFormatOptions) {
  const key = options ? locale + JSON.stringify(options) : locale
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale, options)
    formats.set(key, format)
  }
  return format.format(value)
}

/** `value` from 0 to 1; never rounds up to a whole that is not there yet. */
export function percent(reader: Reader, value: number) {
  const share = value < 1 ? Math.min(value, 0.99) : value
  return number(reader, share, { style: 'percent', maximumFractionDigits: 0 })
}

/** "1.4 MB", in steps of 1000 as on file managers. */
export function bytes(reader: Reader, size: number) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']
  const step = size < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(size) / 3))
  const digits = step < 2 ? 0 : 1
  return number(reader, size / 1000 ** step, {
    style: 'unit',
    unit: units[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: digits,
  })
}
