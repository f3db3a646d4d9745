export type { CertificateSheet } from './pdf'

/** Fonts and drawing are heavy and rarely wanted: they load with the first certificate. */
export const renderCertificate: typeof import('./pdf').renderCertificate = async (sheet, loadFont) =>
  (await import('./pdf')).renderCertificate(sheet, loadFont)
