import { plainLine, renderInline } from '../../../worker/lib/markdown'
import { Select } from '../../ui/select'
import type { View } from '../../view'
import { Inline } from '../prompt'

type Option = { value: string; label: string }

/** Texts as the options of a select, which shows neither maths nor images: where there are any, each has a letter. */
export function optionsOf(texts: string[]): Option[] {
  const isDrawn = needsKey(texts)
  return texts.map((text, i) => {
    const plain = plainLine(text) || text
    return { value: text, label: isDrawn ? `${letter(i)} · ${plain}` : plain }
  })
}

/** What the letters mean. */
export function OptionKey({ texts }: { texts: string[] }) {
  if (!needsKey(texts)) return null
  return (
    <ul class="option-key" role="list">
      {texts.map((text, i) => (
        <li>
          <b>{letter(i)}</b>
          <span>
            <Inline text={text} />
          </span>
        </li>
      ))}
    </ul>
  )
}

type ChooseProps = { view: View; name: string; label: string; value: string; options: Option[] }

export const Choose = ({ view, ...props }: ChooseProps) => <Select {...props} empty={view.t('quizzes.choose')} />

const needsKey = (texts: string[]) => texts.some((text) => /<(?:math|img)\b/.test(renderInline(text)))
const letter = (index: number) => String.fromCharCode(65 + (index % 26)).repeat(1 + Math.floor(index / 26))
