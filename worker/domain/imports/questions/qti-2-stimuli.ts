import { childOf, childrenOf, htmlWithin, readXml, within, type XmlElement } from '../../../lib/xml'
import { inQti2 } from './qti-2-item'

/** A text that items are about, as it stands in a file of a package. */
export type Stimulus = { html: string; path: string }

/** What a package says of them: each file's own, and those that a test puts before its items. */
export type Stimuli = { files: Map<string, Stimulus>; items: { href: string; stimulus: Stimulus }[] }

const head = /<(?:\w+:)?(?:assessmentStimulus|qti-assessment-stimulus|assessmentTest|qti-assessment-test)\b/

/** Of a file of a package, as far as it holds any (QTI 2.2 and 3.0, assessmentStimulus; 2.x, rubricBlock of a section). */
export function stimuliIn(path: string, bytes: Uint8Array, to: Stimuli): void {
  if (!head.test(new TextDecoder().decode(bytes.subarray(0, 2_000)))) return
  const root = inQti2(readXml(new TextDecoder().decode(bytes), { file: path }))
  if (root.name === 'assessmentStimulus') {
    const body = childOf(root, 'stimulusBody')
    if (body) to.files.set(path, { html: htmlWithin(body), path })
    return
  }
  for (const section of within(root, 'assessmentSection')) {
    const html = childrenOf(section, 'rubricBlock').filter(isForCandidates).map(htmlOfBlock).join('')
    if (!html.trim()) continue
    for (const { attributes } of within(section, 'assessmentItemRef'))
      if (attributes.href) to.items.push({ href: bare(attributes.href), stimulus: { html, path } })
  }
}

/** What an item is about: by a reference of its own, by what stands in it, or by the section in which a test asks it. */
export function stimulusOf(item: XmlElement, path: string, stimuli: Stimuli): Stimulus | null {
  const refs = within(item, 'assessmentStimulusRef').flatMap(({ attributes }) => attributes.href ?? [])
  const known = refs.flatMap((href) => [...stimuli.files.values()].find((one) => one.path.endsWith(bare(href))) ?? [])
  const own = childrenOf(childOf(item, 'itemBody'), 'rubricBlock').filter(isForCandidates).map(htmlOfBlock)
  const html = [...known.map((one) => one.html), ...own].join('')
  if (html.trim()) return { html, path: known[0]?.path ?? path }
  return stimuli.items.find(({ href }) => path.endsWith(href))?.stimulus ?? null
}

/** How one works with it is not what one reads. */
const isForCandidates = ({ attributes: { view = 'candidate', use = '' } }: XmlElement) =>
  /\bcandidate\b/.test(view) && !/^(?:instructions?|explanation|model|navigation)$/i.test(use)

const htmlOfBlock = (block: XmlElement) => {
  const [content] = childrenOf(block, 'contentBody')
  return htmlWithin(content ?? block)
}

const bare = (href: string) => {
  const plain = href.replace(/^(?:\.{1,2}\/)+/, '')
  try {
    return decodeURIComponent(plain)
  } catch {
    return plain
  }
}
