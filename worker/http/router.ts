import type { Result, Router } from 'hono/router'
import { TrieRouter } from 'hono/router/trie-router'

const MOST = 2_000
const LONGEST = 200

/**
 * Ways with ids in their middle leave Hono only its slowest way of looking for a door, so each address is looked up
 * once an isolate. Who may pass is not decided here, so what is kept is the same for everybody.
 */
export function rememberingRouter<Handler>(): Router<Handler> {
  const trie = new TrieRouter<Handler>()
  const known = new Map<string, Result<Handler>>()
  return {
    name: 'RememberingRouter',
    add: (method, path, handler) => trie.add(method, path, handler),
    match(method, path) {
      const address = `${method} ${path}`
      const before = known.get(address)
      if (before) return before
      const found = trie.match(method, path)
      if (known.size >= MOST) known.clear()
      if (path.length <= LONGEST) known.set(address, found)
      return found
    },
  }
}
