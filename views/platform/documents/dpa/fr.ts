import type { LegalText } from '../document'

export const fr: LegalText = {
  title: 'Accord sur le traitement des données',
  lead: 'Entre votre organisation (le responsable du traitement) et l’exploitant de cette plateforme Lyceum (le sous-traitant), comme le demande l’article 28 du RGPD. Il entre en vigueur quand un propriétaire l’accepte lors de l’inscription.',
  sections: [
    {
      id: 'subject',
      heading: '1. Objet et durée',
      paragraphs: [
        'Nous traitons des données personnelles uniquement pour faire fonctionner votre espace : les conserver, les afficher, les transmettre, les sauvegarder et les supprimer. Cela dure aussi longtemps que votre espace existe, et prend fin quand ses données sont supprimées.',
      ],
    },
    {
      id: 'data',
      heading: '2. Données et personnes concernées',
      paragraphs: [
        'Personnes : apprenants, enseignants, observateurs tels que les parents, et celles et ceux qui dirigent votre organisation.',
        'Données : identité et coordonnées, profil, participation aux cours, réponses et travaux rendus, notes et retours, certificats, journaux des connexions et des modifications. Aucune catégorie particulière de données n’est demandée ; si vous en saisissez, dites-le-nous d’abord.',
      ],
    },
    {
      id: 'instructions',
      heading: '3. Instructions',
      paragraphs: [
        'Nous agissons selon vos instructions documentées. Les réglages et les actions dans votre espace sont des instructions. Si nous pensons que l’une d’elles enfreint la loi, nous le disons.',
      ],
    },
    {
      id: 'confidentiality',
      heading: '4. Confidentialité',
      paragraphs: [
        'Toute personne susceptible d’approcher les données est tenue à la confidentialité. Pour l’assistance, l’accès à votre espace n’a lieu que pour un motif indiqué et une durée limitée, et vos admins peuvent voir qu’il a eu lieu.',
      ],
    },
    {
      id: 'security',
      heading: '5. Sécurité',
      paragraphs: [
        'Une base de données par organisation, ouverte seulement après vérification de son propriétaire. Chiffrement en transit et au repos. Mots de passe sous forme d’empreintes scrypt. Secrets scellés avec AES-256-GCM. Des rôles et une table unique de règles pour chaque accès, testée sur chaque route. Un journal des modifications. Restauration à tout instant des 30 derniers jours.',
      ],
    },
    {
      id: 'sub-processors',
      heading: '6. Sous-traitants ultérieurs',
      paragraphs: [
        'Cloudflare, Inc. (calcul, bases de données, stockage de fichiers, envoi d’e-mails). Vous l’acceptez. Nous vous informons de tout autre au moins 30 jours avant qu’il ne commence, et vous pouvez vous y opposer.',
        'Les transferts vers des pays tiers reposent sur une décision d’adéquation ou sur les clauses contractuelles types de la Commission européenne.',
      ],
    },
    {
      id: 'help',
      heading: '7. Assistance',
      paragraphs: [
        'Nous vous aidons à répondre aux demandes des personnes concernées, par l’export, la rectification et la suppression, et pour les analyses d’impact lorsque notre part compte.',
        'En cas de violation de données personnelles, nous vous prévenons sans tarder, au plus tard 48 heures après l’avoir apprise, avec ce que nous savons.',
      ],
    },
    {
      id: 'deletion',
      heading: '8. Suppression et restitution',
      paragraphs: [
        'À la fin, vous pouvez emporter vos données pendant 30 jours. Puis elles sont supprimées ; les copies dans les sauvegardes disparaissent au plus tard 30 jours après, sauf si la loi nous impose de garder quelque chose.',
      ],
    },
    {
      id: 'proof',
      heading: '9. Preuve',
      paragraphs: [
        'Sur demande, nous vous donnons ce qu’il vous faut pour vérifier que nous tenons ces engagements, et permettons des audits avec un préavis raisonnable.',
      ],
    },
  ],
}
