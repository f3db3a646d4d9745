import { html } from 'hono/html'
import { type AssetName, asset } from '../../worker/lib/assets'
import { keeper } from '../../worker/lib/remember'

type Loaded = { serif?: boolean; styles: AssetName[]; scripts: AssetName[] }

const htmxConfig = JSON.stringify({ includeIndicatorCSS: false, defaultTimeout: 30_000, history: 'reload' })
const kept = keeper<ReturnType<typeof write>>()

/** What a page's head says about colours, fonts, sheets and scripts: the same for everybody, so written once an isolate. */
export const loading = (loaded: Loaded) =>
  kept([loaded.serif, ...loaded.styles, ...loaded.scripts].join(' '), () => write(loaded))

const write = ({ serif, styles, scripts }: Loaded) => html`
<meta name="theme-color" content="#fcf9f5" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#181410" media="(prefers-color-scheme: dark)">
<meta name="htmx-config" content="${htmxConfig}">
${(['fonts/figtree-latin.woff2', ...(serif ? (['fonts/literata-latin.woff2'] as const) : [])] as const).map(font)}
${(['css/lyceum.css', ...styles] as const).map(sheet)}
${(['js/app.js', ...scripts] as const).map(script)}
`

const font = (name: AssetName) =>
  html`<link rel="preload" as="font" type="font/woff2" crossorigin href="${asset(name)}">`
const sheet = (name: AssetName) => html`<link rel="stylesheet" href="${asset(name)}">`
const script = (name: AssetName) => html`<script type="module" src="${asset(name)}"></script>`
