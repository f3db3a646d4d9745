import { urls } from '../../worker/urls'
import { ConfirmationPage } from '../sign-in/confirmations'
import { LinkOverPage } from '../sign-in/link-over'
import type { View } from '../view'

type Props = {
  view: View
  /** Whom to ask; null where nobody knows. */
  inviter: string | null
}

/** The link waited too long, the invitation stands: a new link goes to the invited address. */
export function LateInvitationPage({ view, inviter, code, email }: Props & { code: string; email: string }) {
  const { t } = view
  return (
    <ConfirmationPage
      view={view}
      title={t('invitation.overTitle')}
      lead={t('invitation.overLead')}
      email={email}
      action={urls.invitationMails()}
      code={code}
      button={t('invitation.newLink')}
      ask={inviter ? t('invitation.askFor', { name: inviter }) : undefined}
    />
  )
}

/** Taken up, taken back, or never sent: who is here signs in, others learn whom to ask. */
export function InvitationOverPage({ view, inviter, isTaken }: Props & { isTaken: boolean }) {
  const { t } = view
  const way = { href: urls.signIn(), label: t('signIn.button') }
  if (isTaken) {
    const ask = inviter ? t('invitation.notYou', { name: inviter }) : undefined
    return (
      <LinkOverPage view={view} title={t('invitation.takenTitle')} text={t('invitation.taken')} ask={ask} way={way} />
    )
  }
  return (
    <LinkOverPage
      view={view}
      title={t('invitation.overTitle')}
      text={inviter ? t('invitation.askAgain', { name: inviter }) : t('invitations.over')}
      ask={inviter ? undefined : t('invitation.askSomebody')}
      way={way}
    />
  )
}
