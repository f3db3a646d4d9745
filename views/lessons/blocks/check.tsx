import { raw } from 'hono/html'
import { blockAnchor } from '../../../worker/lib/block-anchor'
import { Icon } from '../../ui/icon'
import type { BlockProps } from './block-props'

/** One question that counts for nothing. Without a script one thinks, then opens the answer; with it, choosing tells at once. */
export function CheckBlock({ block, view }: BlockProps<'check'>) {
  const anchor = blockAnchor(block)
  const type = block.multiple ? 'checkbox' : 'radio'
  const options = block.options.filter((option) => option.text)
  return (
    <div class="check-yourself" id={anchor} data-check>
      <p class="title">
        <Icon name="help" />
        {view.t('blocks.check')}
      </p>
      <div id={`${anchor}-question`} dir="auto">
        {raw(block.html)}
      </div>
      <fieldset aria-labelledby={`${anchor}-question`}>
        <legend class="small muted">{view.t(block.multiple ? 'blocks.check.many' : 'blocks.check.one')}</legend>
        {options.map((option, index) => (
          <label class="choice" data-correct={option.correct ? 'yes' : 'no'}>
            <input type={type} name={`check-${block.id}`} value={String(index)} />
            <span dir="auto">{raw(option.html)}</span>
          </label>
        ))}
      </fieldset>
      <button type="button" class="btn" data-mark hidden>
        {view.t('blocks.check.mark')}
      </button>
      <p
        class="verdict"
        role="status"
        data-right={view.t('blocks.check.right')}
        data-wrong={view.t('blocks.check.wrong')}
        data-none={view.t('blocks.check.none')}
      />
      <details class="answers">
        <summary>{view.t('blocks.check.show')}</summary>
        <ul role="list">
          {options.map((option) => (
            <li class={option.correct ? 'right' : 'wrong'}>
              <Icon
                name={option.correct ? 'check' : 'close'}
                label={view.t(option.correct ? 'blocks.check.is-right' : 'blocks.check.is-wrong')}
              />
              <span dir="auto">
                {raw(option.html)}
                {option.feedbackHtml && <small class="feedback">{raw(option.feedbackHtml)}</small>}
              </span>
            </li>
          ))}
        </ul>
        {block.feedbackHtml && <div dir="auto">{raw(block.feedbackHtml)}</div>}
      </details>
    </div>
  )
}
