import type { Child } from 'hono/jsx'
import type { Role } from '../../worker/db/schema/people'
import { Button } from '../ui/button'
import { Icon, type IconName } from '../ui/icon'
import { Menu, MenuButton } from '../ui/menu'
import { Select } from '../ui/select'
import { SelectionBar } from '../ui/selection'
import type { View } from '../view'
import { RoleSentences } from './role-sentences'
import { roleOptions } from './words'

/** The fields of an act that was refused, as they were sent. */
export type AskedAct = Record<string, string | string[]>

type Props = {
  view: View
  asked: AskedAct
  /** Whoever is in the bin can be brought back, and nothing else. */
  isBin: boolean
  groups: { id: string; name: string }[]
  courses: { id: string; title: string }[]
  mayGrant: (role: Role) => boolean
}

/** What can be done to the picked people. Each button says which act it is; each act reads its own fields. */
export function PeopleSelection({ view, asked, isBin, groups, courses, mayGrant }: Props) {
  const { t } = view
  const typed = (field: string) => String(asked[field] ?? '')
  const courseOptions = courses.map(({ id, title }) => ({ value: id, label: title }))
  if (isBin)
    return (
      <SelectionBar view={view}>
        <div class="cluster acts">
          <Act name="restore">{t('people.act.restore')}</Act>
        </div>
      </SelectionBar>
    )
  return (
    <SelectionBar view={view}>
      <div class="cluster acts">
        {courses.length > 0 && (
          <>
            <Panel icon="courses" label={t('people.act.enroll')} open={asked.act === 'enroll'}>
              <Select
                name="enrollIn"
                value={typed('enrollIn')}
                label={t('people.course')}
                empty={t('people.act.chooseCourse')}
                options={courseOptions}
              />
              <label class="small" for="dueOn">
                {t('people.act.dueOn')} <span class="muted">({t('ui.optional')})</span>
              </label>
              <input class="input" type="date" id="dueOn" name="dueOn" value={typed('dueOn')} />
              {view.homeZone && <p class="hint">{t('courses.dayInZone', { zone: view.homeZone })}</p>}
              <Act name="enroll">{t('people.act.enrollNow')}</Act>
            </Panel>
            <Panel icon="door" label={t('people.act.withdraw')} open={asked.act === 'withdraw'}>
              <Select
                name="withdrawFrom"
                value={typed('withdrawFrom')}
                label={t('people.course')}
                empty={t('people.act.chooseCourse')}
                options={courseOptions}
              />
              <Act name="withdraw">{t('people.act.withdrawNow')}</Act>
            </Panel>
          </>
        )}
        {groups.length > 0 && (
          <Panel icon="group" label={t('people.act.group')} open={asked.act === 'group'}>
            <Select
              name="groupId"
              value={typed('groupId')}
              label={t('people.group')}
              empty={t('people.act.chooseGroup')}
              options={groups.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Act name="group">{t('people.act.groupNow')}</Act>
          </Panel>
        )}
        <Panel icon="me" label={t('people.act.role')} open={asked.act === 'role'}>
          <Select
            name="role"
            value={typed('role')}
            label={t('people.role')}
            empty={t('people.act.chooseRole')}
            options={roleOptions(view, mayGrant)}
          />
          <RoleSentences options={roleOptions(view, mayGrant)} />
          <Act name="role">{t('people.act.roleNow')}</Act>
        </Panel>
        <Menu label={t('people.act.more')}>
          <MenuButton icon="lock" name="act" value="suspend">
            {t('people.act.suspend')}
          </MenuButton>
          <MenuButton icon="unlock" name="act" value="reinstate">
            {t('people.act.reinstate')}
          </MenuButton>
          <MenuButton icon="sign-out" name="act" value="sign-out">
            {t('people.act.signOut')}
          </MenuButton>
          <hr />
          <MenuButton icon="trash" danger name="act" value="remove">
            {t('people.act.remove')}
          </MenuButton>
        </Menu>
      </div>
    </SelectionBar>
  )
}

type PanelProps = { icon: IconName; label: string; open: boolean; children?: Child }

function Panel({ icon, label, open, children }: PanelProps) {
  return (
    <details class="menu act-panel" name="acts" open={open}>
      <summary class="btn small">
        <Icon name={icon} />
        {label}
      </summary>
      <div class="menu-list">{children}</div>
    </details>
  )
}

function Act({ name, children }: { name: string; children?: Child }) {
  return (
    <Button kind="primary" small name="act" value={name}>
      {children}
    </Button>
  )
}
