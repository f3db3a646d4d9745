import type { LegalText } from '../document'

export const en: LegalText = {
  title: 'Terms of use',
  lead: 'What you can expect from Lyceum, and what we expect from you. We kept it short so that it can be read.',
  sections: [
    {
      id: 'parties',
      heading: 'Who these terms are between',
      paragraphs: [
        'They are between the operator of this Lyceum platform (“we”) and the organization that signs up for a space (“you”). The person who signs up says that they may act for the organization.',
        'The people whom you invite use the space under your responsibility. They keep to these terms as well.',
      ],
    },
    {
      id: 'service',
      heading: 'What you get',
      paragraphs: [
        'A space at an address of your own, with a database of its own. In it you make courses, invite people and issue certificates, within the limits of your plan as shown on our site.',
        'We keep it running with care and repair faults as quickly as we can. The free plan comes without a promised availability.',
      ],
    },
    {
      id: 'ownership',
      heading: 'What is yours stays yours',
      paragraphs: [
        'Courses, files, answers, grades and everything else that you and your people put in belong to you or to whoever made them. You allow us to store, show and back them up so that the service works, and for nothing else. We do not sell them, and we do not train models on them.',
        'Courses can be exported at any time as plain Markdown and files that other programs read.',
      ],
    },
    {
      id: 'duties',
      heading: 'What we ask of you',
      paragraphs: [
        'Put in only what you may use. Nothing unlawful, nothing that harms others, no attempts to get into other spaces or to slow the service down for others.',
        'Keep passwords to yourselves, tell us when you believe that somebody else has one, and see to it that the right people hold the role of an owner.',
        'If you teach minors, you make sure that the consents which your law asks for are there.',
      ],
    },
    {
      id: 'certificates',
      heading: 'Certificates',
      paragraphs: [
        'A certificate says that your organization confirms an achievement. You are the issuer. We only check that the certificate is the one you issued.',
      ],
    },
    {
      id: 'prices',
      heading: 'Prices',
      paragraphs: [
        'The free plan is free. Paid plans cost what our site shows when you choose them, for each month, without tax. If a price changes, you hear it from us at least two months before and may leave before it applies.',
      ],
    },
    {
      id: 'ending',
      heading: 'Ending it',
      paragraphs: [
        'You can leave at any time. We can end a free space with two months’ notice, and suspend a space at once if it endangers others or breaks the law; we then say why, and what can be done.',
        'After the end you have 30 days to take your data with you. Then it is deleted, and backups that still hold it are gone at most 30 days later.',
      ],
    },
    {
      id: 'liability',
      heading: 'Liability',
      paragraphs: [
        'We are liable without limit for intent, gross negligence and harm to life, body or health. Otherwise we are liable for the breach of essential duties, up to the damage that was foreseeable. Nothing here takes away rights that the law gives you whatever a contract says.',
      ],
    },
    {
      id: 'changes',
      heading: 'Changes',
      paragraphs: [
        'If these terms change, the owners of your space get a mail at least 30 days before and agree to the new version by its date. The version that you agreed to is recorded in your space.',
      ],
    },
  ],
}
