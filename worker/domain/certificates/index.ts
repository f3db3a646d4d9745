export { type Certificate, certificatesOfQuery } from './certificate-queries'
export {
  findCertificate,
  findCertificateToPrint,
  listCourseCertificates,
  listOwnCertificates,
  verifyCertificate,
} from './find-certificate'
export { type Belated, belatedCountQuery, issueBelated } from './issue-belated'
export { type Earned, issueCertificate } from './issue-certificate'
export { reinstateCertificate, revokeCertificate } from './revoke-certificate'
export type { CertificateSheet } from './sheet'

/** Fonts and drawing are heavy and rarely wanted: they load with the first certificate. */
export const renderCertificate: typeof import('./pdf').renderCertificate = async (sheet, loadFont) =>
  (await import('./pdf')).renderCertificate(sheet, loadFont)

/** Whether a picture can stand on a certificate. */
export const canPrint = async (bytes: Uint8Array): Promise<boolean> => (await import('./picture')).isDrawn(bytes)
