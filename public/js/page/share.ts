import { toast } from './toast'

/** A link that is shared by the device's own sheet, or copied where there is none; otherwise it opens as any link. */
document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-share]')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  const { share: title = '', copied = '', close = '' } = link.dataset
  const copy = () =>
    navigator.clipboard.writeText(link.href).then(
      () => toast(copied, close),
      () => location.assign(link.href),
    )
  if (!navigator.share && !navigator.clipboard) return
  event.preventDefault()
  if (!navigator.share) void copy()
  else
    void navigator.share({ title, url: link.href }).catch((error: Error) => {
      if (error.name !== 'AbortError') void copy()
    })
})
