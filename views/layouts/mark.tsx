import type { Brand } from '../view'

/** The organization's logo, or its first letter on its colour; Lyceum's own where there is none. */
export function Mark({ organization, href }: { organization: Brand | null; href: string }) {
  const name = organization?.name ?? 'Lyceum'
  return (
    <a class="mark" href={href}>
      {organization?.logo ? (
        <img src={organization.logo} alt="" height={28} />
      ) : (
        <span class="monogram" aria-hidden="true">
          {[...name.trim()][0]?.toLocaleUpperCase()}
        </span>
      )}
      <span>
        <bdi>{name}</bdi>
      </span>
    </a>
  )
}
