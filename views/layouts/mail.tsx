import { raw } from 'hono/html'
import { defaultColour } from '../../worker/lib/palette'
import type { View } from '../view'

/** A mail in words; both its forms are made from these. */
export type MailText = {
  subject: string
  /** First line: "Hello Lena,". */
  greeting?: string
  paragraphs: string[]
  /** Several things, each where it leads. */
  links?: { label: string; href: string | null; below: string | null }[]
  /** The one thing to do. */
  action?: { label: string; href: string }
  /** Small print after the action: how long the link lives, what to do if one did not ask for it. */
  after?: string[]
  /** Beside the sender, at the end: how such mails stop. */
  unsubscribe?: { label: string; href: string }
}

export type MailReader = Pick<View, 't' | 'locale' | 'dir' | 'organization'>

// Mail programs know neither our style sheet nor custom properties: this is the one file with style attributes.
const sans = "Figtree, 'Segoe UI', system-ui, -apple-system, Roboto, 'Noto Sans', sans-serif"
const ink = '#221c17'
const muted = '#5f5952'
const darkSafe = `@media (prefers-color-scheme: dark){
.paper{background:#181410!important}.raised{background:#221d19!important;border-color:#38322d!important}
.ink{color:#ebe7e1!important}.muted{color:#a9a49d!important}}`

export function MailDocument({ reader, mail }: { reader: MailReader; mail: MailText }) {
  const brand = reader.organization?.palette.light ?? defaultColour
  const brandInk = reader.organization?.palette.lightInk ?? '#ffffff'
  const name = reader.organization?.name ?? 'Lyceum'
  const logo = reader.organization?.logo
  const text = `margin:0 0 16px;font:400 16px/1.55 ${sans};color:${ink}`
  const small = `margin:0 0 12px;font:400 13px/1.5 ${sans};color:${muted}`
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={reader.locale} dir={reader.dir}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <meta name="color-scheme" content="light dark" />
          <title>{mail.subject}</title>
          <style>{raw(darkSafe)}</style>
        </head>
        <body class="paper" style="margin:0;padding:24px 12px;background:#fcf9f5">
          <table role="presentation" width="100%" cellspacing="0" cellpadding="0">
            <tr>
              <td align="center">
                <table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="max-width:560px">
                  <tr>
                    <td class="ink" style={`padding:4px 4px 16px;font:650 16px/1.3 ${sans};color:${ink}`}>
                      {logo ? (
                        <img
                          src={logo}
                          alt=""
                          height="32"
                          style="vertical-align:middle;margin-inline-end:10px;border:0"
                        />
                      ) : (
                        <span
                          style={`display:inline-block;width:10px;height:10px;border-radius:3px;background:${brand};margin-inline-end:8px`}
                        />
                      )}
                      {name}
                    </td>
                  </tr>
                  <tr>
                    <td
                      class="raised"
                      style="padding:28px 28px 16px;background:#ffffff;border:1px solid #e5e0d9;border-radius:12px"
                    >
                      {mail.greeting && (
                        <p class="ink" style={text}>
                          {mail.greeting}
                        </p>
                      )}
                      {mail.paragraphs.map((paragraph) => (
                        <p class="ink" style={text}>
                          {paragraph}
                        </p>
                      ))}
                      {mail.links?.map(({ label, href, below }) => (
                        <p class="ink" style={text}>
                          {href ? (
                            <a class="ink" href={href} style={`color:${ink};font-weight:600`}>
                              {label}
                            </a>
                          ) : (
                            label
                          )}
                          {below && (
                            <>
                              <br />
                              <span class="muted" style={`font:400 13px/1.5 ${sans};color:${muted}`}>
                                {below}
                              </span>
                            </>
                          )}
                        </p>
                      ))}
                      {mail.action && (
                        <p style="margin:24px 0">
                          <a
                            href={mail.action.href}
                            style={`display:inline-block;padding:12px 20px;border-radius:6px;background:${brand};color:${brandInk};font:600 16px/1.3 ${sans};text-decoration:none`}
                          >
                            {mail.action.label}
                          </a>
                        </p>
                      )}
                      {mail.after?.map((paragraph) => (
                        <p class="muted" style={small}>
                          {paragraph}
                        </p>
                      ))}
                      {mail.action && (
                        <p class="muted" style={small}>
                          {reader.t('mail.linkHelp')}
                          <br />
                          <a class="muted" href={mail.action.href} style={`color:${muted};word-break:break-all`}>
                            {mail.action.href}
                          </a>
                        </p>
                      )}
                    </td>
                  </tr>
                  <tr>
                    <td class="muted" style={`padding:16px 4px;font:400 13px/1.5 ${sans};color:${muted}`}>
                      {reader.t('mail.sentBy', { name })}
                      {mail.unsubscribe && (
                        <>
                          {' '}
                          <a class="muted" href={mail.unsubscribe.href} style={`color:${muted}`}>
                            {mail.unsubscribe.label}
                          </a>
                        </>
                      )}
                    </td>
                  </tr>
                </table>
              </td>
            </tr>
          </table>
        </body>
      </html>
    </>
  )
}

/** The plain-text twin: the same words. */
export function mailText(reader: MailReader, mail: MailText) {
  const name = reader.organization?.name ?? 'Lyceum'
  const parts = [
    mail.greeting,
    ...mail.paragraphs,
    ...(mail.links ?? []).map(({ label, href, below }) => [`- ${label}`, below, href].filter(Boolean).join('\n  ')),
    mail.action && `${mail.action.label}:\n${mail.action.href}`,
    ...(mail.after ?? []),
    [
      `-- \n${reader.t('mail.sentBy', { name })}`,
      mail.unsubscribe && `${mail.unsubscribe.label}: ${mail.unsubscribe.href}`,
    ]
      .filter(Boolean)
      .join('\n'),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}
