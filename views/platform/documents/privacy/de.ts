import type { LegalText } from '../document'

export const de: LegalText = {
  title: 'Datenschutz',
  lead: 'Welche Daten über dich gespeichert werden, von wem, wozu und wie lange.',
  sections: [
    {
      id: 'responsible',
      heading: 'Wer verantwortlich ist',
      paragraphs: [
        'Wenn du im Lernraum einer Organisation lernst oder unterrichtest, entscheidet diese Organisation, was mit deinen Daten geschieht, und steht dafür ein. Wir arbeiten in ihrem Auftrag, nach dem Vertrag zur Auftragsverarbeitung auf dieser Website.',
        'Für diese Website und für die Anmeldung von Organisationen ist der Betreiber dieser Lyceum-Plattform verantwortlich.',
      ],
    },
    {
      id: 'space',
      heading: 'Was in einem Lernraum gespeichert wird',
      paragraphs: [
        'Dein Name, deine E-Mail-Adresse oder dein Benutzername, ein Hash deines Passworts, der sich nicht zurückrechnen lässt, Sprache und Zeitzone sowie das, was du selbst in dein Profil schreibst.',
        'Was du in Kursen tust: woran du teilnimmst, was du geöffnet und abgeschlossen hast, Antworten, abgegebene Arbeiten, Noten, Kommentare, Zertifikate und ungefähr, wie lange Lektionen offen waren.',
        'Zur Sicherheit: deine Anmeldungen mit Art des Geräts und Uhrzeit sowie ein Protokoll dessen, was das Team ändert.',
      ],
    },
    {
      id: 'platform',
      heading: 'Was die Plattform speichert',
      paragraphs: [
        'Zu jeder Organisation ihren Namen, ihre Adresse, ihren Tarif und ihren Zustand. Um „Deine Organisation finden“ zu beantworten, bewahren wir von E-Mail-Adressen einen mit einem Schlüssel gebildeten Fingerabdruck auf, aus dem sich die Adresse selbst nicht ablesen lässt.',
        'Anmeldeversuche werden je Netzwerkadresse bis zu einer Stunde lang gezählt, als Hashes, damit Maschinen keine Passwörter erraten können.',
      ],
    },
    {
      id: 'cookies',
      heading: 'Cookies',
      paragraphs: [
        'Eines hält dich angemeldet, eines merkt sich deine Sprache, und eines trägt einen einzigen Satz zur nächsten Seite. Es gibt kein Tracking, keine Werbung und nichts von Dritten.',
      ],
    },
    {
      id: 'readers',
      heading: 'Wer deine Daten sieht',
      paragraphs: [
        'Die Lehrkräfte deiner Kurse und die Menschen, die deine Organisation leiten. Andere Lernende sehen deinen Namen und von deinem Profil, was du erlaubst. Wer den Code eines Zertifikats hat, kann es prüfen.',
        'Unser Team hat keinen ständigen Zugang zu einem Lernraum. Unser Infrastrukturanbieter Cloudflare speichert und überträgt die Daten für uns.',
      ],
    },
    {
      id: 'retention',
      heading: 'Wie lange',
      paragraphs: [
        'So lange deine Organisation dein Konto führt. Gelöschtes bleibt eine Zeit lang in einem Papierkorb (30 Tage, wenn deine Organisation nichts anderes gewählt hat), damit sich Versehen rückgängig machen lassen, und wird dann entfernt. Zertifikate bleiben, weil andere sich auf sie verlassen.',
      ],
    },
    {
      id: 'rights',
      heading: 'Deine Rechte',
      paragraphs: [
        'Du kannst eine Kopie deiner Daten verlangen, ihre Berichtigung oder Löschung, und ihrer Nutzung widersprechen. Wende dich zuerst an deine Organisation; wir helfen ihr bei der Antwort. Du kannst dich auch bei einer Datenschutzbehörde beschweren.',
      ],
    },
  ],
}
