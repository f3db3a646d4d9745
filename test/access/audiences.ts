import type { Principal } from './school'

export const owners: Principal[] = ['owner']
export const admins: Principal[] = ['owner', 'admin']
export const teachers: Principal[] = [...admins, 'instructor']
export const learner: Principal[] = ['learner']
export const markers: Principal[] = [...teachers, 'assistant']
/** In a course with a voice. */
export const talkers: Principal[] = [...markers, 'learner']
export const inCourse: Principal[] = [...markers, 'learner', 'observer']
export const members: Principal[] = [
  ...teachers,
  'otherInstructor',
  'assistant',
  'learner',
  'otherLearner',
  'observer',
  'manager',
]
export const staff: Principal[] = [...teachers, 'otherInstructor']
export const anybody: Principal[] = [...members, 'suspended', 'anonymous']
