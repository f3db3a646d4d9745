import { urls } from '../../worker/urls'
import { LinkButton } from '../ui/button'
import type { View } from '../view'

/** The certificate's public page, by the device's own way to share or as a copied link; a plain link where no script runs. */
export const ShareButton = ({ view, code, title }: { view: View; code: string; title: string }) => (
  <LinkButton
    icon="send"
    href={urls.verify(code)}
    data-share={title}
    data-copied={view.t('certificates.linkCopied')}
    data-close={view.t('ui.close')}
  >
    {view.t('certificates.share')}
  </LinkButton>
)
