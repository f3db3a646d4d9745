import { rows } from './rows'

const makingDoors = Object.entries(rows)
  .filter(([, { makes }]) => makes)
  .map(([door]) => {
    const [method = '', path = ''] = door.split(' ')
    return { method, path: new RegExp(`^${path.replace(/:\w+(\{[^/]*\})?/g, '[^/]+')}$`) }
  })

/** Of a page's forms that make or move something, how many there are and which do not say which showing of them was sent. */
export function withoutShowing(html: string) {
  const making = actionsOf(html).filter((action) =>
    makingDoors.some(
      ({ method, path }) => method === (action.searchParams.get('_method') ?? 'POST') && path.test(action.pathname),
    ),
  )
  const without = making.filter((action) => !action.searchParams.has('once')).map(({ pathname }) => pathname)
  return { making: making.length, without }
}

/** Where the page's POST forms go. */
const actionsOf = (html: string) =>
  [...html.matchAll(/<form\b[^>]*>/g)]
    .map(([form]) => form)
    .filter((form) => /method="post"/.test(form))
    .map((form) => new URL(/\baction="([^"]*)"/.exec(form)![1]!.replaceAll('&amp;', '&'), 'https://acme.example'))
