import type { LegalText } from '../document'

export const de: LegalText = {
  title: 'Vertrag zur Auftragsverarbeitung',
  lead: 'Zwischen eurer Organisation (dem Verantwortlichen) und dem Betreiber dieser Lyceum-Plattform (dem Auftragsverarbeiter), wie Artikel 28 der DSGVO es verlangt. Er tritt in Kraft, wenn eine Inhaberin oder ein Inhaber ihm bei der Anmeldung zustimmt.',
  sections: [
    {
      id: 'subject',
      heading: '1. Gegenstand und Dauer',
      paragraphs: [
        'Wir verarbeiten personenbezogene Daten nur, um euren Lernraum zu betreiben: Wir speichern, zeigen, übertragen, sichern und löschen sie. Das dauert so lange, wie euer Lernraum besteht, und endet mit der Löschung seiner Daten.',
      ],
    },
    {
      id: 'data',
      heading: '2. Daten und betroffene Personen',
      paragraphs: [
        'Personen: Lernende, Lehrkräfte, Beobachtende wie etwa Eltern und die Menschen, die eure Organisation leiten.',
        'Daten: Angaben zur Person und zum Kontakt, Profil, Teilnahme an Kursen, Antworten und abgegebene Arbeiten, Noten und Rückmeldungen, Zertifikate, Aufzeichnungen über Anmeldungen und Änderungen. Nach besonderen Kategorien von Daten wird nicht gefragt; wenn ihr solche einbringt, sagt es uns vorher.',
      ],
    },
    {
      id: 'instructions',
      heading: '3. Weisungen',
      paragraphs: [
        'Wir handeln nach euren dokumentierten Weisungen. Einstellungen und Handlungen in eurem Lernraum sind Weisungen. Wenn wir glauben, dass eine davon gegen das Recht verstößt, sagen wir es.',
      ],
    },
    {
      id: 'confidentiality',
      heading: '4. Vertraulichkeit',
      paragraphs: [
        'Alle, die den Daten nahe kommen können, sind zur Vertraulichkeit verpflichtet. Zugriff auf euren Lernraum zur Unterstützung gibt es nur aus einem genannten Grund und für begrenzte Zeit, und eure Admins können sehen, dass er stattgefunden hat.',
      ],
    },
    {
      id: 'security',
      heading: '5. Sicherheit',
      paragraphs: [
        'Eine Datenbank je Organisation, geöffnet erst, nachdem geprüft ist, wem sie gehört. Verschlüsselung bei der Übertragung und bei der Speicherung. Passwörter als scrypt-Hashes. Geheimnisse mit AES-256-GCM versiegelt. Rollen und eine einzige Tabelle von Regeln für jeden Zugriff, getestet an jeder Route. Ein Änderungsprotokoll. Wiederherstellung auf jeden Zeitpunkt der letzten 30 Tage.',
      ],
    },
    {
      id: 'sub-processors',
      heading: '6. Unterauftragsverarbeiter',
      paragraphs: [
        'Cloudflare, Inc. (Rechenleistung, Datenbanken, Dateispeicher, Zustellung von E-Mails). Dem stimmt ihr zu. Jeden weiteren kündigen wir euch mindestens 30 Tage vor seinem Beginn an, und ihr könnt widersprechen.',
        'Übermittlungen in Drittländer stützen sich auf einen Angemessenheitsbeschluss oder auf die Standardvertragsklauseln der Europäischen Kommission.',
      ],
    },
    {
      id: 'help',
      heading: '7. Unterstützung',
      paragraphs: [
        'Wir helfen euch, Anfragen betroffener Personen zu beantworten, mit Export, Berichtigung und Löschung, und bei Folgenabschätzungen, soweit unser Anteil eine Rolle spielt.',
        'Von einer Verletzung des Schutzes personenbezogener Daten berichten wir euch unverzüglich, spätestens 48 Stunden nachdem wir davon erfahren, mit dem, was wir wissen.',
      ],
    },
    {
      id: 'deletion',
      heading: '8. Löschung und Rückgabe',
      paragraphs: [
        'Am Ende könnt ihr eure Daten 30 Tage lang mitnehmen. Danach werden sie gelöscht; Kopien in Sicherungen sind spätestens 30 Tage später verschwunden, sofern uns das Gesetz nicht verpflichtet, etwas aufzubewahren.',
      ],
    },
    {
      id: 'proof',
      heading: '9. Nachweis',
      paragraphs: [
        'Auf Anfrage geben wir euch, was ihr braucht, um zu prüfen, dass wir uns daran halten, und ermöglichen Prüfungen mit angemessener Ankündigung.',
      ],
    },
  ],
}
