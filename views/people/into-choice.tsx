import type { View } from '../view'

type Option = { id: string; name: string }
type Props = {
  view: View
  courses: Option[]
  groups: Option[]
  values: Record<string, string | string[]>
}

/** Courses and groups that people come into right away; groups are folded away until wanted. */
export function IntoChoice({ view, courses, groups, values }: Props) {
  const { t } = view
  return (
    <>
      <Boxes legend={t('people.intoCourses')} name="courseIds" options={courses} chosen={values.courseIds} open />
      <Boxes legend={t('people.intoGroups')} name="groupIds" options={groups} chosen={values.groupIds} />
    </>
  )
}

type BoxesProps = { legend: string; name: string; options: Option[]; chosen?: string | string[]; open?: boolean }

function Boxes({ legend, name, options, chosen, open = false }: BoxesProps) {
  if (options.length === 0) return null
  const picked = [chosen ?? []].flat()
  return (
    <details class="field boxes" open={open || picked.length > 0}>
      <summary>{legend}</summary>
      <div class="box-list">
        {options.map((option) => (
          <label class="check">
            <input type="checkbox" name={name} value={option.id} checked={picked.includes(option.id)} />
            <span>
              <bdi>{option.name}</bdi>
            </span>
          </label>
        ))}
      </div>
    </details>
  )
}
