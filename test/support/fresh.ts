import { reset } from 'cloudflare:test'
import { vi } from 'vitest'

// Files share one workerd, and each begins with nothing in it: no database, no object, nothing that a module remembers.
vi.resetModules()
await reset()
