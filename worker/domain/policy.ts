/** The person acting in this request. */
export type Actor = {
  id: string
  name: string
  role: Role
  /** URL of the photo, if there is one. */
  photo: string | null
}

export type Role = 'owner' | 'admin' | 'instructor' | 'learner'
