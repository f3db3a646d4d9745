import { urls } from '../../worker/urls'
import { Form } from '../ui/form'
import { Icon, type IconName } from '../ui/icon'
import { Menu, MenuButton, MenuLink } from '../ui/menu'
import type { View } from '../view'
import type { EditedItem, EditedModule } from './outline-module'
import type { Scheduled } from './schedule-form'

type ActProps = {
  action: string
  once?: string
  method?: 'post' | 'put' | 'patch' | 'delete'
  icon: IconName
  label: string
  name?: string
  value?: string
  danger?: boolean
}

function Act({ action, once, method, icon, label, name, value, danger }: ActProps) {
  return (
    <Form action={action} once={once} method={method} target="#outline" swap="outerMorph">
      <MenuButton icon={icon} name={name} value={value} danger={danger}>
        {label}
      </MenuButton>
    </Form>
  )
}

/** A link that opens its form under the row, or as a page where there is no JavaScript. */
function Panel({ href, of, icon, label }: { href: string; of: string; icon: IconName; label: string }) {
  return (
    <a href={href} hx-get={href} hx-target={`#panel-${of}`} hx-swap="innerHTML" data-closes-menu>
      <Icon name={icon} />
      {label}
    </a>
  )
}

/** One place up or down, for those who do not drag. */
function Steps({ t, action, once }: { t: View['t']; action: string; once: string }) {
  const step = { action, once, method: 'put', name: 'step' } as const
  return (
    <>
      <Act {...step} value="up" icon="arrow-up" label={t('courses.moveUp')} />
      <Act {...step} value="down" icon="arrow-down" label={t('courses.moveDown')} />
    </>
  )
}

type ScheduleProps = { t: View['t']; kind: Scheduled; part: { id: string; publishAt: number | null } }

/** When it shows itself; what is planned already can be taken back at once. */
function Schedule({ t, kind, part: { id, publishAt } }: ScheduleProps) {
  const url = urls.schedule(kind, id)
  return (
    <>
      <Panel href={url} of={id} icon="clock" label={t('courses.schedule')} />
      {publishAt && <Act action={url} method="delete" icon="undo" label={t('courses.unschedule')} />}
    </>
  )
}

export function ItemMenu({ view: { t, once }, courseId, item }: { view: View; courseId: string; item: EditedItem }) {
  return (
    <Menu label={t('courses.actionsFor', { title: item.title })}>
      <Panel href={urls.itemSettings(item.id)} of={item.id} icon="settings" label={t('courses.itemSettings')} />
      <Panel href={urls.itemAvailability(item.id)} of={item.id} icon="lock" label={t('courses.availability')} />
      <MenuLink href={urls.outlineRenaming(courseId, item.id)} icon="edit">
        {t('courses.rename')}
      </MenuLink>
      <hr />
      <Steps t={t} action={urls.itemPosition(item.id)} once={once} />
      <Panel href={urls.itemPlace(item.id)} of={item.id} icon="move" label={t('courses.moveOrCopy')} />
      <Act action={urls.itemCopies(item.id)} once={once} icon="copy" label={t('courses.duplicate')} />
      <hr />
      {item.publishedAt ? (
        <Act action={urls.itemPublication(item.id)} method="delete" icon="eye-off" label={t('courses.hide')} />
      ) : (
        <>
          <Act action={urls.itemPublication(item.id)} icon="send" label={t('courses.publishItem')} />
          <Schedule t={t} kind="items" part={item} />
        </>
      )}
      <Act action={urls.item(item.id)} method="delete" icon="trash" label={t('courses.toBin')} danger />
    </Menu>
  )
}

type ModuleMenuProps = {
  view: View
  courseId: string
  module: EditedModule
  isPublished: boolean
  hasCertificate: boolean
}

export function ModuleMenu({ view: { t, once }, courseId, module, isPublished, hasCertificate }: ModuleMenuProps) {
  return (
    <Menu label={t('courses.actionsFor', { title: module.title })}>
      <Panel href={urls.moduleAvailability(module.id)} of={module.id} icon="lock" label={t('courses.availability')} />
      <MenuLink href={urls.outlineRenaming(courseId, module.id)} icon="edit">
        {t('courses.rename')}
      </MenuLink>
      <hr />
      <Steps t={t} action={urls.modulePosition(module.id)} once={once} />
      <Act action={urls.moduleCopies(module.id)} once={once} icon="copy" label={t('courses.duplicate')} />
      <hr />
      {isPublished ? (
        <Act action={urls.modulePublication(module.id)} method="delete" icon="eye-off" label={t('courses.hide')} />
      ) : (
        <>
          <Act action={urls.modulePublication(module.id)} icon="eye" label={t('courses.showModule')} />
          <Schedule t={t} kind="modules" part={module} />
        </>
      )}
      <Act
        action={urls.courseModule(module.id)}
        method="patch"
        icon="certificate"
        name="certificate"
        value={hasCertificate ? 'off' : 'on'}
        label={t(hasCertificate ? 'courses.noModuleCertificate' : 'courses.moduleCertificate')}
      />
      <Act action={urls.courseModule(module.id)} method="delete" icon="trash" label={t('courses.toBin')} danger />
    </Menu>
  )
}
