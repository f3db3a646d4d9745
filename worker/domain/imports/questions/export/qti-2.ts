import { escapeText } from '../../../../lib/xml'
import { hasPictures, picturesIn, type StoredPicture } from './pictures'
import { writeBody } from './qti-2-kinds'
import { type Loss, leftOut, type QuizQuestion, type Written } from './write'
import { quoted } from './xhtml'

export type PackedFile = { name: string; input: string | Uint8Array }

const item = 'http://www.imsglobal.org/xsd/imsqti_v2p1'

/** A quiz as a package of QTI 2.1: an item a question, a test that asks them in order, and the manifest. */
export function writeQti2(
  title: string,
  questions: QuizQuestion[],
  pictures: ReadonlyMap<string, StoredPicture>,
): { files: PackedFile[]; written: Written[] } {
  const placeOf = (id: string) => {
    const picture = pictures.get(id)
    return picture ? `images/${encodeURIComponent(picture.name)}` : null
  }
  const items = questions.map((one, i) => ({ ...one, name: `item-${String(i + 1).padStart(3, '0')}`, number: i + 1 }))
  const bodies = items.map((one) => writeBody(one, placeOf))
  const kept = items.flatMap((one, i) => {
    const body = bodies[i]
    return body ? [{ ...one, body }] : []
  })
  const shown = [...new Set(kept.flatMap(({ question }) => (hasPictures(question) ? picturesIn(question) : [])))]
  const files: PackedFile[] = [
    {
      name: 'imsmanifest.xml',
      input: manifest(
        kept.map(({ name, question }) => ({ name, images: picturesIn(question).flatMap((id) => placeOf(id) ?? []) })),
        title,
      ),
    },
    {
      name: 'test.xml',
      input: testOf(
        title,
        kept.map(({ name }) => name),
      ),
    },
    ...kept.map(({ name, number, body, points }) => ({
      name: `${name}.xml`,
      input: `<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="${item}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${item} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd" identifier="${name}" title="${number}" adaptive="false" timeDependent="false">
${body.declarations}
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" normalMaximum="${points}"><defaultValue><value>0</value></defaultValue></outcomeDeclaration>
<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float"><defaultValue><value>${points}</value></defaultValue></outcomeDeclaration>
<outcomeDeclaration identifier="FEEDBACK" cardinality="multiple" baseType="identifier"/>
<itemBody>
${body.itemBody}
</itemBody>
${body.processing}
${body.feedback}
</assessmentItem>
`,
    })),
    ...shown.flatMap((id) => {
      const picture = pictures.get(id)
      return picture ? [{ name: `images/${picture.name}`, input: picture.bytes }] : []
    }),
  ]
  return {
    files,
    written: bodies.map((body, i) =>
      body ? { text: '', losses: [...body.losses, ...sortingOf(questions[i]!)] } : leftOut,
    ),
  }
}

const sortingOf = ({ category, tags }: QuizQuestion): Loss[] => (category?.length || tags?.length ? ['sorting'] : [])

const testOf = (title: string, names: string[]) => `<?xml version="1.0" encoding="UTF-8"?>
<assessmentTest xmlns="${item}" identifier="test" title="${quoted(title)}">
<testPart identifier="part" navigationMode="nonlinear" submissionMode="simultaneous">
<assessmentSection identifier="section" title="${quoted(title)}" visible="true">
${names.map((name) => `<assessmentItemRef identifier="${name}" href="${name}.xml"/>`).join('\n')}
</assessmentSection>
</testPart>
</assessmentTest>
`

const manifest = (items: { name: string; images: string[] }[], title: string) => `<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="manifest">
<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata>
<organizations/>
<resources>
<resource identifier="res-test" type="imsqti_test_xmlv2p1" href="test.xml"><metadata/><file href="test.xml"/>${items.map(({ name }) => `<dependency identifierref="res-${name}"/>`).join('')}</resource>
${items
  .map(
    ({ name, images }) =>
      `<resource identifier="res-${name}" type="imsqti_item_xmlv2p1" href="${name}.xml"><file href="${name}.xml"/>${images.map((image) => `<file href="${quoted(image)}"/>`).join('')}</resource>`,
  )
  .join('\n')}
</resources>
<!-- ${escapeText(title).replace(/--/g, '- -')} -->
</manifest>
`
