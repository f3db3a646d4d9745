import { expect, test } from 'vitest'
import sans from '../../../public/fonts/certificates/figtree-latin.woff?inline'
import bold from '../../../public/fonts/certificates/figtree-latin-bold.woff?inline'
import serif from '../../../public/fonts/certificates/literata-latin.woff?inline'
import { renderCertificate } from '../../../worker/domain/certificates'

const faces: Record<string, string> = { 'figtree-latin': sans, 'figtree-latin-bold': bold, 'literata-latin': serif }

test('the Worker itself draws a certificate', async () => {
  const bytes = await renderCertificate(
    {
      name: 'Lena Fischer',
      title: 'Version Control with Git',
      organization: { name: 'Acme Academy', colour: '#096b4d' },
      words: {
        heading: 'Certificate of completion',
        before: '',
        between: 'has completed',
        issued: 'Issued on 3 March 2027',
        verify: 'Check it at',
      },
      issuedAt: Date.UTC(2027, 2, 3),
      code: 'K7RM-PX9T',
      verifyUrl: 'https://acme.lyceum.example/verify/K7RMPX9T',
      locale: 'en',
      dir: 'ltr',
      paper: 'a4',
    },
    async (face) => Uint8Array.from(atob(faces[face]!.split(',')[1]!), (letter) => letter.charCodeAt(0)),
  )
  expect(new TextDecoder().decode(bytes.slice(0, 5))).toBe('%PDF-')
  expect(bytes.length).toBeGreaterThan(8_000)
})
