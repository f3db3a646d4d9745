import type { PDFDocument, PDFPage, RGB } from '@cantoo/pdf-lib'
import { rgb } from '@cantoo/pdf-lib'
import type { Line, Typesetter } from './typeset'

/** What a certificate says. */
export type CertificateSheet = {
  /** The learner's name as they write it, in any script. */
  name: string
  /** What was completed: the course's or module's title. */
  title: string
  organization: {
    name: string
    /** PNG or JPEG; anything else gives the name in letters. */
    logo?: Uint8Array | null
    /** "#rrggbb", dark enough for text on paper (the light colour of its palette). */
    colour: string
  }
  /** What is said around it, in the learner's language; dates are written out. */
  words: {
    /** "Certificate of completion" */
    heading: string
    /** "This is to certify that"; empty where a language says nothing before a name. */
    before: string
    /** "has completed the course" */
    between: string
    /** "Issued on 3 March 2027" */
    issued: string
    /** "Valid until 3 March 2029" */
    expires?: string | null
    /** "Check it at" */
    verify: string
  }
  issuedAt: number
  /** As printed ("K7RM-PX9T"). */
  code: string
  verifyUrl: string
  /** At most three; `signature` is a PNG or JPEG of a handwritten one. */
  signatories?: { name: string; role: string; signature?: Uint8Array | null }[]
  locale: string
  dir: 'ltr' | 'rtl'
  paper: 'a4' | 'letter'
}

export const ink = rgb(0.169, 0.145, 0.122)
export const muted = rgb(0.427, 0.396, 0.361)
export const hairline = rgb(0.863, 0.839, 0.804)

/** Draws a line at the side where the language begins, or at the other. */
export type Put = (
  line: Line,
  size: number,
  y: number,
  color?: RGB,
  how?: { atEnd?: boolean; from?: number; room?: number; spacing?: number },
) => void

/** Where on the page one draws: `inner` points wide, from `left`. */
export type Ground = {
  document: PDFDocument
  page: PDFPage
  type: Typesetter
  put: Put
  left: number
  inner: number
  isRtl: boolean
}
