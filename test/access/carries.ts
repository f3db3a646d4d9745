/** What an answer lacks of what every answer carries. */
export function lacks({ headers, status }: Pick<Response, 'headers' | 'status'>): string[] {
  if (status === 101) return [] // an upgraded socket's headers cannot be changed
  const policy = headers.get('Content-Security-Policy') ?? ''
  const said = (name: string) => headers.get(name) ?? ''
  const kept: Record<string, boolean> = {
    'a policy from nothing up': policy.startsWith("default-src 'none'"),
    // A file in its sandbox runs nothing; it may bring its own looks.
    'a policy without inline code': !/unsafe-/.test(policy.replace(/style-src 'unsafe-inline'; sandbox$/, '')),
    'form-action': /form-action /.test(policy) || /sandbox/.test(policy),
    'base-uri': /base-uri 'none'/.test(policy) || /sandbox/.test(policy),
    'frame-ancestors': /frame-ancestors /.test(policy) || /sandbox/.test(policy),
    HSTS: /^max-age=63072000; includeSubDomains/.test(said('Strict-Transport-Security')),
    nosniff: said('X-Content-Type-Options') === 'nosniff',
    'Referrer-Policy': said('Referrer-Policy') === 'same-origin',
    COOP: said('Cross-Origin-Opener-Policy') === 'same-origin',
    CORP: /^(same-origin|cross-origin)$/.test(said('Cross-Origin-Resource-Policy')),
    'Permissions-Policy': /camera=\((?:self)?\), geolocation=\(\)/.test(said('Permissions-Policy')),
    'an id': /^[0-9a-f-]{36}$/.test(said('X-Request-Id')),
    'a word about keeping it': said('Cache-Control') !== '',
  }
  return Object.entries(kept).flatMap(([name, holds]) => (holds ? [] : [name]))
}
