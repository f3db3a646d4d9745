import { IconButton } from '../../ui/button'
import { Icon, type IconName } from '../../ui/icon'
import type { View } from '../../view'

/** What each tool does stands in public/js/editor/tools.ts under the same name. */
const tools: { name: Tool; icon: IconName; keys?: string }[] = [
  { name: 'bold', icon: 'bold', keys: 'Control+B' },
  { name: 'italic', icon: 'italic', keys: 'Control+I' },
  { name: 'code', icon: 'code', keys: 'Control+E' },
  { name: 'link', icon: 'link', keys: 'Control+K' },
  { name: 'h2', icon: 'heading', keys: 'Control+Alt+2' },
  { name: 'h3', icon: 'heading-small', keys: 'Control+Alt+3' },
  { name: 'bullet', icon: 'list', keys: 'Control+Shift+8' },
  { name: 'ordered', icon: 'list-ordered', keys: 'Control+Shift+7' },
  { name: 'quote', icon: 'quote', keys: 'Control+Shift+B' },
  { name: 'undo', icon: 'undo', keys: 'Control+Z' },
  { name: 'redo', icon: 'redo', keys: 'Control+Shift+Z' },
]

type Tool = 'bold' | 'italic' | 'code' | 'link' | 'h2' | 'h3' | 'bullet' | 'ordered' | 'quote' | 'undo' | 'redo'

/** The bar that the script puts over every text, once for the page. */
export function WritingTools({ view }: { view: View }) {
  const { t } = view
  return (
    <template data-tools>
      <div class="tools" role="toolbar" aria-label={t('lessons.tool.bar')}>
        {tools.map(({ name, icon, keys }) => {
          const label = t(name === 'undo' ? 'ui.undo' : `lessons.tool.${name}`)
          return (
            <button
              type="button"
              class="tool"
              data-tool={name}
              aria-label={label}
              title={label}
              aria-keyshortcuts={keys}
            >
              <Icon name={icon} />
            </button>
          )
        })}
        <div class="tool-link" data-link hidden>
          <input
            class="input small"
            type="text"
            inputmode="url"
            dir="ltr"
            maxlength={2000}
            placeholder="https://"
            aria-label={t('lessons.tool.address')}
          />
          <IconButton type="button" icon="check" label={t('lessons.tool.setLink')} data-act="set" />
          <IconButton type="button" icon="close" label={t('lessons.tool.unlink')} data-act="unset" />
        </div>
      </div>
    </template>
  )
}
