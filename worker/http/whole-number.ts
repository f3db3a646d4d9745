import { z } from 'zod'

/** A typed whole number from `least` to `most`; empty is null, anything else is told the bounds. */
export const wholeNumber = (most: number, least = 1) =>
  z.string().transform((typed, form) => {
    const text = typed.trim()
    if (text === '') return null
    const n = Number(text)
    if (Number.isInteger(n) && n >= least && n <= most) return n
    form.addIssue({ code: 'custom', message: 'courses.numberRange', params: { least, most } })
    return z.NEVER
  })
