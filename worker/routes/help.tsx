import { Hono } from 'hono'
import { HelpIndex, HelpPage, NoHelpPage } from '../../views/help/help-page'
import { helpNames, isHelpName } from '../../views/help/pages'
import type { AppEnv } from '../env'
import { readHelp } from '../http/read-help'
import { rankTexts } from '../lib/rank-texts'
import { cleanLine } from '../lib/text'

/** How tasks are done, for everybody, signed in or not. */
export const help = new Hono<AppEnv>()

help.get('/help', async (c) => {
  const { view } = c.var
  const texts = await readHelp(c.env, view.locale)
  const words = cleanLine(c.req.query('q') ?? '', 200)
  const all = helpNames.map((name) => ({ name, ...texts[name] }))
  const found = words ? rankTexts(words, all, view.locale) : null
  return c.html(<HelpIndex view={view} texts={texts} words={words} found={found?.map(({ name }) => name) ?? null} />)
})

help.get('/help/:name', async (c) => {
  const { view } = c.var
  const name = c.req.param('name')
  if (!isHelpName(name)) return c.html(<NoHelpPage view={view} />, 404)
  const texts = await readHelp(c.env, view.locale)
  return c.html(<HelpPage view={view} name={name} texts={texts} html={texts[name].html} />)
})
