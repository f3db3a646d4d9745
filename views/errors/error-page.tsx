import type { View } from '../view'

type Props = {
  view: View
  kind: '403' | '404' | '410' | '413' | '422' | '429' | '500' | '503' | 'unknown-host' | 'suspended' | 'preparing'
  reason?: string
  requestId: string
  home: string
  platform: string
}

export function ErrorPage({ kind, reason, requestId }: Props) {
  return (
    <h1>
      {kind} {reason} {requestId}
    </h1>
  )
}
