import { zoneToday } from '../../../worker/lib/zone-names'

/** Chooses the browser's own time zone until somebody has chosen another one. */
const select = document.querySelector<HTMLSelectElement>('[data-guess-zone]')
const said = document.querySelector('[data-zone-said]')

if (select) {
  const zone = zoneToday(Intl.DateTimeFormat().resolvedOptions().timeZone)
  if (zone && !select.closest('form')?.querySelector('.summary')) choose(select, zone)
  select.addEventListener('change', () => say(select.value))
}

function choose(select: HTMLSelectElement, zone: string) {
  if (![...select.options].some((option) => option.value === zone)) select.add(new Option(zone, zone))
  select.value = zone
  say(zone)
}

function say(zone: string) {
  if (said) said.textContent = zone
}
