import { raw } from 'hono/html'

/**
 * A lesson as it stands on the page, without words, so that it needs no translation: the path at one side with what is
 * done, the text, and the line that shows how far one is.
 */
export function ReadingRoom() {
  return raw(`<svg class="reading-room" viewBox="0 0 520 400" aria-hidden="true">
<rect class="sheet" x="6" y="6" width="508" height="388" rx="14"/>
<path class="hairline" d="M6 48h508M172 48v346"/>
<rect class="brand" x="24" y="19" width="17" height="17" rx="5"/><rect class="ink" x="50" y="24" width="78" height="7" rx="3.5"/>
<rect class="quiet" x="376" y="18" width="90" height="19" rx="9.5"/><circle class="quiet" cx="488" cy="27.500" r="10"/>
<rect class="brand" x="6" y="47" width="214" height="2.500"/>
<g class="trail"><path d="M39 92v196"/></g>
<circle class="brand" cx="39" cy="88" r="7"/><circle class="brand" cx="39" cy="128" r="7"/><circle class="brand" cx="39" cy="168" r="7"/>
<path class="tick" d="m36 88 2.200 2.400 4.200-4.800M36 128l2.200 2.400 4.200-4.800M36 168l2.200 2.400 4.200-4.800"/>
<circle class="now" cx="39" cy="208" r="6"/><circle class="open" cx="39" cy="248" r="6.500"/><circle class="open" cx="39" cy="288" r="6.500"/>
<rect class="soft" x="60" y="85" width="84" height="6" rx="3"/><rect class="soft" x="60" y="125" width="66" height="6" rx="3"/><rect class="soft" x="60" y="165" width="78" height="6" rx="3"/>
<rect class="ink" x="60" y="205" width="72" height="6" rx="3"/><rect class="faint" x="60" y="245" width="88" height="6" rx="3"/><rect class="faint" x="60" y="285" width="58" height="6" rx="3"/>
<rect class="ink" x="204" y="82" width="196" height="13" rx="6.500"/><rect class="soft" x="204" y="108" width="112" height="6" rx="3"/>
<g class="soft"><rect x="204" y="140" width="270" height="6" rx="3"/><rect x="204" y="157" width="252" height="6" rx="3"/><rect x="204" y="174" width="264" height="6" rx="3"/><rect x="204" y="191" width="148" height="6" rx="3"/></g>
<rect class="quiet" x="204" y="216" width="270" height="82" rx="8"/><rect class="brand" x="204" y="216" width="3" height="82" rx="1.500"/>
<rect class="brand" x="224" y="234" width="92" height="7" rx="3.500"/><g class="soft"><rect x="224" y="254" width="226" height="6" rx="3"/><rect x="224" y="271" width="174" height="6" rx="3"/></g>
<path class="hairline" d="M204 326h270"/>
<rect class="soft" x="204" y="351" width="96" height="6" rx="3"/><rect class="brand" x="388" y="340" width="86" height="28" rx="6"/><rect class="brand-ink" x="404" y="351" width="42" height="6" rx="3"/><path class="arrow" d="m455 350 4 4-4 4"/>
</svg>`)
}
