import type { Certificate } from '../../worker/domain/certificates'
import { spellCode } from '../../worker/lib/ids'
import { qrCode } from '../../worker/lib/qr'
import { rosette, rosetteTurns } from '../../worker/lib/rosette'
import type { View } from '../view'
import { certificateWords } from './words'

type SheetProps = { view: View; certificate: Certificate; verifyUrl: string; zone: string }

/** The certificate as it hangs on a wall; the PDF says the same. */
export function CertificateSheet({ view, certificate, verifyUrl, zone }: SheetProps) {
  const words = certificateWords(certificate, zone)
  const qr = qrCode(verifyUrl)
  const { logo } = view.organization!
  return (
    <article class="certificate" lang={words.locale} dir={words.dir}>
      <p class="certificate-by">
        {logo && <img src={logo} alt="" height={44} />}
        <bdi>{certificate.organizationName}</bdi>
      </p>
      <div class="certificate-words">
        <p class="certificate-heading">{words.heading}</p>
        {words.before && <p>{words.before}</p>}
        <p class="certificate-name" dir="auto">
          {certificate.recipientName}
        </p>
        <p>{words.between}</p>
        <p class="certificate-title" dir="auto">
          {certificate.title}
        </p>
      </div>
      <Seal name={certificate.organizationName} />
      <footer>
        <p>
          {words.issued}
          {words.expires && (
            <>
              <br />
              {words.expires}
            </>
          )}
        </p>
        <p class="certificate-check">
          <span>
            {words.verify} <a href={verifyUrl}>{verifyUrl.replace(/^https?:\/\//, '').replace(/\/[^/]*$/, '')}</a>
            <b dir="ltr">{spellCode(certificate.code)}</b>
          </span>
          <svg viewBox={`0 0 ${qr.size} ${qr.size}`} aria-hidden="true">
            <path d={qr.path} />
          </svg>
        </p>
      </footer>
    </article>
  )
}

/** The organization's first letter in a woven ring, as on the PDF. */
function Seal({ name }: { name: string }) {
  return (
    <svg class="certificate-seal" viewBox="-94 -94 188 188" aria-hidden="true">
      <path id="woven" d={rosette(92)} />
      {rosetteTurns.slice(1).map((turn) => (
        <use href="#woven" transform={`rotate(${turn})`} />
      ))}
      <circle r="51.5" />
      <circle r="48" />
      <text y="19" text-anchor="middle">
        {[...name.trim()][0]?.toLocaleUpperCase()}
      </text>
    </svg>
  )
}
