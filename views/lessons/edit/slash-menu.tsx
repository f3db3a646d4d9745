import { Icon, type IconName } from '../../ui/icon'
import type { View } from '../../view'
import { kindIcon } from '../kind-icon'
import { simpleKinds } from './add-panel'

/** What each does in a text stands in public/js/editor/slash-menu.ts under the same name. */
const inText = [
  { name: 'h2', icon: 'heading' },
  { name: 'h3', icon: 'heading-small' },
  { name: 'bullet', icon: 'list' },
  { name: 'ordered', icon: 'list-ordered' },
] as const

/** The list that the script brings where "/" is typed in an empty line, once for the page; the panel for adding has the same. */
export function SlashMenu({ view: { t } }: { view: View }) {
  return (
    <template data-slash>
      <div
        class="slash-menu"
        role="listbox"
        aria-label={t('lessons.add')}
        data-opened={t('lessons.slashOpened')}
        hidden
      >
        {inText.map(({ name, icon }) => (
          <Option name={name} icon={icon} label={t(`lessons.tool.${name}`)} />
        ))}
        <Option name="file" icon="upload" label={t('lessons.addFile')} />
        <Option name="embed" icon={kindIcon.embed} label={t('lessons.kind.embed')} />
        {simpleKinds
          .filter((kind) => kind !== 'text')
          .map((kind) => (
            <Option name={kind} icon={kindIcon[kind]} label={t(`lessons.kind.${kind}`)} />
          ))}
      </div>
    </template>
  )
}

const Option = ({ name, icon, label }: { name: string; icon: IconName; label: string }) => (
  <div role="option" data-pick={name}>
    <Icon name={icon} />
    {label}
  </div>
)
