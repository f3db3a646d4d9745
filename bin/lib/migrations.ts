/** Writes migrations from the schema: `node bin/lib/migrations.ts [name]`. The tenant's list is also imported by migrations/tenant/index.ts. */
import { execFileSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'

const name = process.argv[2] ?? 'change'
const databases = [
  { schema: 'tenants/directory/schema.ts', out: 'migrations/directory' },
  { schema: 'worker/db/schema/index.ts', out: 'migrations/tenant' },
]
for (const { schema, out } of databases) {
  const options = ['--dialect=sqlite', `--schema=${schema}`, `--out=${out}`, `--name=${name}`]
  execFileSync('node_modules/.bin/drizzle-kit', ['generate', ...options], { stdio: 'inherit' })
  writeIndex(out)
}
execFileSync('node_modules/.bin/biome', ['check', '--write', 'migrations'], { stdio: 'inherit' })

function writeIndex(folder: string) {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  const variable = (file: string) => `m${file.slice(0, 4)}`
  const imports = files.map((file) => `import ${variable(file)} from './${file}'`).join('\n')
  const doc = '/** In order: a database at version n has run the first n. */'
  writeFileSync(
    `${folder}/index.ts`,
    `${imports}\n\n${doc}\nexport const migrations: string[] = [${files.map(variable).join(', ')}]\n`,
  )
}
