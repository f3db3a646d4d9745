export type Answer<Data> = { ok: true; data: Data } | { ok: false; status: number; error: string; conflict?: string }

/** A form's fields to the form's own door, asking for JSON. A lost connection is status 0. */
export async function send<Data>(url: string, method: string, body: URLSearchParams): Promise<Answer<Data>> {
  const answer = await fetch(url, { method, body, headers: { Accept: 'application/json' } }).catch(() => null)
  if (!answer) return { ok: false, status: 0, error: '' }
  const isJson = answer.headers.get('Content-Type')?.includes('json')
  const data = isJson ? await answer.json() : {}
  if (answer.ok && isJson) return { ok: true, data: data as Data }
  const { error = '', conflict } = data as { error?: string; conflict?: string }
  return { ok: false, status: answer.status, error, conflict }
}
