import type { View } from '../view'

type Option = { id: string; name: string }
type Props = {
  view: View
  courses: Option[]
  groups: Option[]
  values: Record<string, string | string[]>
}

/** Courses and groups that people come into right away: folded away until wanted. */
export function IntoChoice({ view, courses, groups, values }: Props) {
  const { t } = view
  return (
    <>
      <Boxes legend={t('people.intoCourses')} name="courseIds" options={courses} chosen={values.courseIds} />
      <Boxes legend={t('people.intoGroups')} name="groupIds" options={groups} chosen={values.groupIds} />
    </>
  )
}

type BoxesProps = { legend: string; name: string; options: Option[]; chosen?: string | string[] }

function Boxes({ legend, name, options, chosen }: BoxesProps) {
  if (options.length === 0) return null
  const picked = [chosen ?? []].flat()
  return (
    <details class="field boxes" open={picked.length > 0}>
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
