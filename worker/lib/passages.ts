/** A sentence or a paragraph by its number, for whoever chooses by a list; offsets are code points. */
export type Passage = { number: string; start: number; end: number; text: string }

const MOST = 400

const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' })

/** The paragraphs of a text (1, 2, …), each followed by its sentences (1.1, 1.2, …) where it has several. Of long texts only the paragraphs. */
export function passagesOf(text: string): Passage[] {
  const whole: Passage[] = []
  const paragraphs: Passage[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const length = [...line].length
    if (line.trim()) {
      const paragraph = { number: String(paragraphs.length + 1), ...trimmed(line, start) }
      const parts = sentencesOf(line, start)
      paragraphs.push(paragraph)
      whole.push(
        paragraph,
        ...(parts.length > 1 ? parts.map((part, i) => ({ number: `${paragraph.number}.${i + 1}`, ...part })) : []),
      )
    }
    start += length + 1
  }
  return (whole.length <= MOST ? whole : paragraphs).slice(0, MOST)
}

function sentencesOf(line: string, from: number) {
  let start = from
  return Array.from(sentences.segment(line), ({ segment }) => {
    const part = trimmed(segment, start)
    start += [...segment].length
    return part
  }).filter(({ text }) => text !== '')
}

function trimmed(text: string, start: number) {
  const before = [...text].length - [...text.trimStart()].length
  const said = text.trim()
  return { start: start + before, end: start + before + [...said].length, text: said }
}
