import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist'

export type Trouble = 'broken' | 'locked' | 'lost'

/** The document behind a block; its parts come as they are needed, by ranges. */
export function openPdf({ document: url, worker, files }: DOMStringMap): Promise<PDFDocumentProxy> {
  GlobalWorkerOptions.workerSrc = worker!
  const base = new URL(files!, location.href).href
  return getDocument({
    url: new URL(url!, location.href),
    cMapUrl: `${base}cmaps/`,
    iccUrl: `${base}iccs/`,
    standardFontDataUrl: `${base}standard_fonts/`,
    wasmUrl: `${base}wasm/`,
    disableAutoFetch: true,
    disableStream: true,
    verbosity: 0,
  }).promise
}

/** What to say of a document that does not open. */
export function troubleOf(error: unknown): Trouble {
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException') return 'locked'
  return name === 'InvalidPDFException' || name === 'FormatError' ? 'broken' : 'lost'
}
