import type { Result, Router } from 'hono/router'
import { TrieRouter } from 'hono/router/trie-router'
import { keeper } from '../lib/remember'

const LONGEST = 200

/**
 * Ways with ids in their middle leave Hono only its slowest way of looking for a door, so each address is looked up
 * once an isolate. Who may pass is not decided here, so what is kept is the same for everybody.
 */
export function rememberingRouter<Handler>(): Router<Handler> {
  const trie = new TrieRouter<Handler>()
  const known = keeper<Result<Handler>>(2_000)
  return {
    name: 'RememberingRouter',
    add: (method, path, handler) => trie.add(method, path, handler),
    match(method, path) {
      const find = () => trie.match(method, path)
      return path.length > LONGEST ? find() : known(`${method} ${path}`, find)
    },
  }
}
