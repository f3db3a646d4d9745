import type { LegalText } from '../document'

export const fr: LegalText = {
  title: 'Confidentialité',
  lead: 'Quelles données sont conservées à votre sujet, par qui, pour quoi et combien de temps.',
  sections: [
    {
      id: 'responsible',
      heading: 'Qui est responsable',
      paragraphs: [
        'Si vous apprenez ou enseignez dans l’espace d’une organisation, c’est elle qui décide de ce qui est fait de vos données et qui en répond. Nous travaillons pour son compte, selon l’accord sur le traitement des données publié sur ce site.',
        'L’exploitant de cette plateforme Lyceum est responsable de ce site et de l’inscription des organisations.',
      ],
    },
    {
      id: 'space',
      heading: 'Ce qui est conservé dans un espace',
      paragraphs: [
        'Votre nom, votre adresse e-mail ou votre identifiant, une empreinte de votre mot de passe impossible à inverser, la langue et le fuseau horaire, et ce que vous choisissez d’ajouter à votre profil.',
        'Ce que vous faites dans les cours : ceux que vous suivez, ce que vous avez ouvert et terminé, vos réponses, les travaux que vous rendez, notes, commentaires, certificats, et à peu près combien de temps les leçons sont restées ouvertes.',
        'Pour la sécurité : vos connexions avec le type d’appareil et l’heure, et un journal de ce que l’équipe modifie.',
      ],
    },
    {
      id: 'platform',
      heading: 'Ce que conserve la plateforme',
      paragraphs: [
        'Pour chaque organisation, son nom, son adresse, son offre et son état. Pour répondre à « Trouver votre organisation », nous gardons une empreinte à clé des adresses e-mail, dans laquelle l’adresse elle-même ne peut pas être lue.',
        'Les tentatives de connexion sont comptées par adresse réseau pendant une heure au plus, sous forme d’empreintes, pour qu’aucune machine ne puisse deviner les mots de passe.',
      ],
    },
    {
      id: 'cookies',
      heading: 'Cookies',
      paragraphs: [
        'L’un vous garde connecté, un autre retient votre langue, un troisième porte une seule phrase jusqu’à la page suivante. Il n’y a ni pistage, ni publicité, ni rien qui vienne de tiers.',
      ],
    },
    {
      id: 'readers',
      heading: 'Qui voit vos données',
      paragraphs: [
        'Les enseignants de vos cours et les personnes qui dirigent votre organisation. Les autres apprenants voient votre nom et, de votre profil, ce que vous permettez. Toute personne qui a le code d’un certificat peut le vérifier.',
        'Notre équipe n’a aucun accès permanent à un espace. Notre fournisseur d’infrastructure, Cloudflare, conserve et transmet les données pour nous.',
      ],
    },
    {
      id: 'retention',
      heading: 'Combien de temps',
      paragraphs: [
        'Aussi longtemps que votre organisation garde votre compte. Ce qui est supprimé reste quelque temps dans une corbeille (30 jours, sauf si votre organisation en a choisi autrement), pour que les erreurs puissent être réparées, puis disparaît. Les certificats restent, car d’autres s’y fient.',
      ],
    },
    {
      id: 'rights',
      heading: 'Vos droits',
      paragraphs: [
        'Vous pouvez demander une copie de vos données, leur rectification ou leur effacement, et vous opposer à leur utilisation. Adressez-vous d’abord à votre organisation ; nous l’aidons à répondre. Vous pouvez aussi saisir une autorité de protection des données.',
      ],
    },
  ],
}
