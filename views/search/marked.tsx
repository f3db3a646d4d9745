import { markWords } from '../../worker/lib/found-words'

/** A text with what was looked for marked in it. */
export const Marked = ({ text, words }: { text: string; words: string }) => (
  <bdi>{markWords(text, words.split(' ')).map((part) => (part.isFound ? <mark>{part.text}</mark> : part.text))}</bdi>
)
