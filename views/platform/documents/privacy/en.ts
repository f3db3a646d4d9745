import type { LegalText } from '../document'

export const en: LegalText = {
  title: 'Privacy',
  lead: 'Which data is kept about you, by whom, what for and for how long.',
  sections: [
    {
      id: 'responsible',
      heading: 'Who is responsible',
      paragraphs: [
        'If you learn or teach in an organization’s space, that organization decides what is done with your data and answers for it. We work on its behalf, under the data processing agreement on this site.',
        'For this website and for the sign-up of organizations, the operator of this Lyceum platform is responsible.',
      ],
    },
    {
      id: 'space',
      heading: 'What is kept in a space',
      paragraphs: [
        'Your name, e-mail address or username, a hash of your password that cannot be turned back, language and time zone, and what you choose to add to your profile.',
        'What you do in courses: what you have joined, opened and completed, answers, work you hand in, grades, comments, certificates, and roughly how long lessons were open.',
        'For safety: your sign-ins with the kind of device and the time, and a record of what staff change.',
      ],
    },
    {
      id: 'platform',
      heading: 'What is kept by the platform',
      paragraphs: [
        'For each organization its name, address, plan and state. To answer “find your organization” we keep a keyed fingerprint of e-mail addresses, from which the address itself cannot be read.',
        'Tries to sign in are counted per network address for up to an hour, as hashes, so that passwords cannot be guessed by machines.',
      ],
    },
    {
      id: 'cookies',
      heading: 'Cookies',
      paragraphs: [
        'One keeps you signed in, one remembers your language, and one carries a single sentence to the next page. There is no tracking, no advertising and nothing from third parties.',
      ],
    },
    {
      id: 'readers',
      heading: 'Who sees your data',
      paragraphs: [
        'Teachers of your courses and those who run your organization. Other learners see your name, and of your profile what you allow. Whoever has the code of a certificate can check it.',
        'Our staff has no standing access to a space. Our infrastructure provider, Cloudflare, stores and transmits the data for us.',
      ],
    },
    {
      id: 'retention',
      heading: 'How long',
      paragraphs: [
        'As long as your organization keeps your account. What is deleted stays in a bin for some time (30 days unless your organization chose otherwise), so that mistakes can be undone, and is then removed. Certificates stay, because others rely on them.',
      ],
    },
    {
      id: 'rights',
      heading: 'Your rights',
      paragraphs: [
        'You may ask for a copy of your data, for its correction or deletion, and object to its use. Ask your organization first; we help it to answer. You may also complain to a data protection authority.',
      ],
    },
  ],
}
