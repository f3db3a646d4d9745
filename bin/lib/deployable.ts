import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Says what a deployment still lacks, all of it at once, before anything is built or sent. */
const missing = [...lacksInConfiguration(readFileSync('wrangler.toml', 'utf8')), ...lacksAccount()]
if (missing.length) {
  console.error(`This cannot be deployed yet (docs/deploy.md):\n${missing.map((one) => `  - ${one}`).join('\n')}`)
  process.exit(1)
}

function lacksInConfiguration(toml: string): string[] {
  const production = toml.slice(toml.indexOf('[env.production]')).replace(/#.*$/gm, '')
  const directory = /\[\[env\.production\.d1_databases\]\]([^[]*)/.exec(production)?.[1] ?? ''
  return [
    /\blyceum(?:-content)?\.example\b/.test(production) &&
      'wrangler.toml, [env.production]: put your own domains in the place of lyceum.example and lyceum-content.example.',
    !/database_id\s*=\s*"[^"]+"/.test(directory) &&
      'wrangler.toml, [[env.production.d1_databases]]: add the database_id that "npx wrangler d1 create lyceum-directory" prints.',
  ].filter((one) => one !== false)
}

function lacksAccount(): string[] {
  if (process.env.CLOUDFLARE_API_TOKEN) return []
  const { stdout, stderr } = spawnSync('wrangler', ['whoami'], { encoding: 'utf8' })
  return /not authenticated|not logged in/i.test(stdout + stderr)
    ? ['Nobody is signed in to Cloudflare: run "npx wrangler login", or set CLOUDFLARE_API_TOKEN.']
    : []
}
