import type { LegalText } from '../document'

export const de: LegalText = {
  title: 'Nutzungsbedingungen',
  lead: 'Was ihr von Lyceum erwarten könnt und was wir von euch erwarten. Wir haben uns kurz gefasst, damit man es auch liest.',
  sections: [
    {
      id: 'parties',
      heading: 'Zwischen wem diese Bedingungen gelten',
      paragraphs: [
        'Sie gelten zwischen dem Betreiber dieser Lyceum-Plattform („wir“) und der Organisation, die einen Lernraum anlegt („ihr“). Wer die Organisation anmeldet, erklärt damit, für sie handeln zu dürfen.',
        'Die Menschen, die ihr einladet, nutzen den Lernraum unter eurer Verantwortung. Auch sie halten sich an diese Bedingungen.',
      ],
    },
    {
      id: 'service',
      heading: 'Was ihr bekommt',
      paragraphs: [
        'Einen Lernraum unter einer eigenen Adresse, mit einer eigenen Datenbank. Darin erstellt ihr Kurse, ladet Leute ein und stellt Zertifikate aus, in den Grenzen eures Tarifs, wie sie auf unserer Website stehen.',
        'Wir betreiben ihn sorgfältig und beheben Störungen, so schnell wir können. Im kostenlosen Tarif sagen wir keine bestimmte Verfügbarkeit zu.',
      ],
    },
    {
      id: 'ownership',
      heading: 'Was euch gehört, bleibt euer',
      paragraphs: [
        'Kurse, Dateien, Antworten, Noten und alles andere, was ihr und eure Leute einbringt, gehören euch oder denen, die es geschaffen haben. Ihr erlaubt uns, es zu speichern, anzuzeigen und zu sichern, damit der Dienst funktioniert, und zu nichts anderem. Wir verkaufen es nicht, und wir trainieren keine Modelle damit.',
        'Kurse könnt ihr jederzeit exportieren, als einfaches Markdown und als Dateien, die andere Programme lesen.',
      ],
    },
    {
      id: 'duties',
      heading: 'Worum wir euch bitten',
      paragraphs: [
        'Bringt nur ein, was ihr verwenden dürft. Nichts Rechtswidriges, nichts, was anderen schadet, und keine Versuche, in andere Lernräume einzudringen oder den Dienst für andere zu verlangsamen.',
        'Behaltet Passwörter für euch, sagt uns Bescheid, wenn ihr glaubt, dass jemand anders eines kennt, und achtet darauf, dass die richtigen Personen die Inhaberrolle haben.',
        'Wenn ihr Minderjährige unterrichtet, sorgt ihr dafür, dass die Einwilligungen vorliegen, die euer Recht verlangt.',
      ],
    },
    {
      id: 'certificates',
      heading: 'Zertifikate',
      paragraphs: [
        'Ein Zertifikat sagt, dass eure Organisation eine Leistung bestätigt. Aussteller seid ihr. Wir prüfen nur, ob das Zertifikat dasjenige ist, das ihr ausgestellt habt.',
      ],
    },
    {
      id: 'prices',
      heading: 'Preise',
      paragraphs: [
        'Der kostenlose Tarif kostet nichts. Bezahlte Tarife kosten, was unsere Website bei der Wahl anzeigt, je Monat und ohne Steuern. Ändert sich ein Preis, erfahrt ihr es mindestens zwei Monate vorher von uns und könnt gehen, bevor er gilt.',
      ],
    },
    {
      id: 'ending',
      heading: 'Das Ende',
      paragraphs: [
        'Ihr könnt jederzeit gehen. Wir können einen kostenlosen Lernraum mit einer Frist von zwei Monaten kündigen und einen Lernraum sofort sperren, wenn er andere gefährdet oder gegen das Gesetz verstößt. Dann sagen wir, warum, und was sich tun lässt.',
        'Nach dem Ende habt ihr 30 Tage Zeit, eure Daten mitzunehmen. Danach werden sie gelöscht, und Sicherungskopien, die sie noch enthalten, sind spätestens 30 Tage später verschwunden.',
      ],
    },
    {
      id: 'liability',
      heading: 'Haftung',
      paragraphs: [
        'Wir haften unbeschränkt für Vorsatz, grobe Fahrlässigkeit und die Verletzung von Leben, Körper oder Gesundheit. Sonst haften wir für die Verletzung wesentlicher Vertragspflichten, begrenzt auf den vorhersehbaren Schaden. Rechte, die euch das Gesetz unabhängig von jedem Vertrag gibt, bleiben unberührt.',
      ],
    },
    {
      id: 'changes',
      heading: 'Änderungen',
      paragraphs: [
        'Ändern sich diese Bedingungen, bekommen die Inhaberinnen und Inhaber eures Lernraums mindestens 30 Tage vorher eine Mail und stimmen der neuen Fassung bis zu deren Datum zu. Welcher Fassung ihr zugestimmt habt, ist in eurem Lernraum festgehalten.',
      ],
    },
  ],
}
