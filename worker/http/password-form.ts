import { z } from 'zod'
import type { MessageKey } from '../../views/translate'
import { judgePassword } from '../lib/judge-password'

const nobody = { hasSecondFactor: false, organizationName: '', email: null, name: null }

/**
 * A password to be chosen. What is wrong with it whoever chooses it is said together with the rest of the form; the domain
 * knows the person and the organization, and judges again.
 */
export const chosenPassword = (role: 'owner' | 'learner', missing: MessageKey) =>
  z
    .string()
    .min(1, missing)
    .max(1_024)
    .superRefine((password, form) => {
      const wrong = password && judgePassword(password, { role, ...nobody })
      if (wrong) form.addIssue({ code: 'custom', message: wrong.key, params: wrong.values ?? {} })
    })
