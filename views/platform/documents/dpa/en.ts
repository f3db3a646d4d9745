import type { LegalText } from '../document'

export const en: LegalText = {
  title: 'Data processing agreement',
  lead: 'Between your organization (the controller) and the operator of this Lyceum platform (the processor), as Article 28 of the GDPR asks for. It comes into force when an owner agrees to it at sign-up.',
  sections: [
    {
      id: 'subject',
      heading: '1. Subject and duration',
      paragraphs: [
        'We process personal data only to run your space: storing, showing, transmitting, backing up and deleting it. This lasts as long as your space exists, and ends when its data is deleted.',
      ],
    },
    {
      id: 'data',
      heading: '2. Data and people concerned',
      paragraphs: [
        'People: learners, teachers, observers such as parents, and those who run your organization.',
        'Data: identification and contact, profile, course participation, answers and submitted work, grades and feedback, certificates, sign-in and change records. Special categories of data are not asked for; if you put them in, tell us first.',
      ],
    },
    {
      id: 'instructions',
      heading: '3. Instructions',
      paragraphs: [
        'We act on your documented instructions. Settings and actions in your space are instructions. If we believe that one breaks the law, we say so.',
      ],
    },
    {
      id: 'confidentiality',
      heading: '4. Confidentiality',
      paragraphs: [
        'Everyone who may come near the data is bound to confidentiality. Access to your space for support happens only for a stated reason and a limited time, and your admins can see that it happened.',
      ],
    },
    {
      id: 'security',
      heading: '5. Security',
      paragraphs: [
        'One database for each organization, opened only after its owner has been checked. Encryption in transit and at rest. Passwords as scrypt hashes. Secrets sealed with AES-256-GCM. Roles and a single policy table for every access, tested against every route. A record of changes. Point-in-time recovery for 30 days.',
      ],
    },
    {
      id: 'sub-processors',
      heading: '6. Sub-processors',
      paragraphs: [
        'Cloudflare, Inc. (compute, databases, file storage, e-mail delivery). You agree to it. We tell you about any other at least 30 days before it begins, and you may object.',
        'Transfers to third countries rest on an adequacy decision or on the standard contractual clauses of the European Commission.',
      ],
    },
    {
      id: 'help',
      heading: '7. Help',
      paragraphs: [
        'We help you to answer requests of the people concerned, with exports, correction and deletion, and with impact assessments where our part matters.',
        'We tell you about a personal data breach without delay, at the latest 48 hours after we learn of it, with what we know.',
      ],
    },
    {
      id: 'deletion',
      heading: '8. Deletion and return',
      paragraphs: [
        'At the end you can take your data with you for 30 days. Then it is deleted; copies in backups are gone at most 30 days later, unless the law asks us to keep something.',
      ],
    },
    {
      id: 'proof',
      heading: '9. Proof',
      paragraphs: [
        'On request we give you what you need to check that we keep to this, and allow audits with reasonable notice.',
      ],
    },
  ],
}
