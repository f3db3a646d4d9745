import type { LegalText } from '../document'

export const fr: LegalText = {
  title: 'Conditions d’utilisation',
  lead: 'Ce que vous pouvez attendre de Lyceum, et ce que nous attendons de vous. Nous avons fait court, pour que ce soit lu.',
  sections: [
    {
      id: 'parties',
      heading: 'Entre qui ces conditions s’appliquent',
      paragraphs: [
        'Elles lient l’exploitant de cette plateforme Lyceum (« nous ») et l’organisation qui ouvre un espace (« vous »). La personne qui procède à l’inscription déclare pouvoir agir au nom de l’organisation.',
        'Les personnes que vous invitez utilisent l’espace sous votre responsabilité. Elles respectent elles aussi ces conditions.',
      ],
    },
    {
      id: 'service',
      heading: 'Ce que vous obtenez',
      paragraphs: [
        'Un espace à une adresse qui vous est propre, avec sa propre base de données. Vous y créez des cours, invitez des personnes et délivrez des certificats, dans les limites de votre offre telles qu’elles figurent sur notre site.',
        'Nous le faisons fonctionner avec soin et réparons les pannes aussi vite que possible. L’offre gratuite ne comporte aucune promesse de disponibilité.',
      ],
    },
    {
      id: 'ownership',
      heading: 'Ce qui est à vous reste à vous',
      paragraphs: [
        'Les cours, fichiers, réponses, notes et tout ce que vous et vos membres y mettez vous appartiennent, ou appartiennent à leurs auteurs. Vous nous autorisez à les conserver, à les afficher et à les sauvegarder pour que le service fonctionne, et à rien d’autre. Nous ne les vendons pas et n’entraînons aucun modèle avec eux.',
        'Les cours peuvent être exportés à tout moment en simple Markdown et en fichiers que d’autres programmes savent lire.',
      ],
    },
    {
      id: 'duties',
      heading: 'Ce que nous vous demandons',
      paragraphs: [
        'N’y mettez que ce que vous avez le droit d’utiliser. Rien d’illicite, rien qui nuise à autrui, aucune tentative d’entrer dans d’autres espaces ni de ralentir le service pour les autres.',
        'Gardez vos mots de passe pour vous, prévenez-nous si vous pensez que quelqu’un d’autre en connaît un, et veillez à ce que le rôle de propriétaire soit entre de bonnes mains.',
        'Si vous enseignez à des mineurs, vous vous assurez d’avoir les consentements que votre droit exige.',
      ],
    },
    {
      id: 'certificates',
      heading: 'Certificats',
      paragraphs: [
        'Un certificat dit que votre organisation confirme une réussite. C’est vous qui le délivrez. Nous vérifions seulement que le certificat est bien celui que vous avez délivré.',
      ],
    },
    {
      id: 'prices',
      heading: 'Prix',
      paragraphs: [
        'L’offre gratuite est gratuite. Les offres payantes coûtent ce que notre site affiche au moment du choix, par mois et hors taxes. Si un prix change, nous vous prévenons au moins deux mois à l’avance et vous pouvez partir avant qu’il ne s’applique.',
      ],
    },
    {
      id: 'ending',
      heading: 'Fin du contrat',
      paragraphs: [
        'Vous pouvez partir à tout moment. Nous pouvons mettre fin à un espace gratuit avec un préavis de deux mois, et suspendre aussitôt un espace s’il met autrui en danger ou enfreint la loi ; nous disons alors pourquoi, et ce qui peut être fait.',
        'Ensuite, vous avez 30 jours pour emporter vos données. Puis elles sont supprimées, et les sauvegardes qui les contiennent encore disparaissent au plus tard 30 jours après.',
      ],
    },
    {
      id: 'liability',
      heading: 'Responsabilité',
      paragraphs: [
        'Nous sommes responsables sans limite en cas de faute intentionnelle, de négligence grave et d’atteinte à la vie, à l’intégrité physique ou à la santé. Dans les autres cas, nous répondons du manquement aux obligations essentielles, à hauteur du dommage prévisible. Rien ici ne vous prive des droits que la loi vous donne quel que soit le contrat.',
      ],
    },
    {
      id: 'changes',
      heading: 'Modifications',
      paragraphs: [
        'Si ces conditions changent, les propriétaires de votre espace reçoivent un e-mail au moins 30 jours avant et acceptent la nouvelle version avant sa date. La version que vous avez acceptée est consignée dans votre espace.',
      ],
    },
  ],
}
