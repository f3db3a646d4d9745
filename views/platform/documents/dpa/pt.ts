import type { LegalText } from '../document'

export const pt: LegalText = {
  title: 'Acordo de tratamento de dados',
  lead: 'Entre sua organização (a controladora) e o operador desta plataforma Lyceum (o operador do tratamento), como pede o artigo 28 do regulamento europeu de proteção de dados (GDPR). Entra em vigor quando um proprietário concorda com ele no cadastro.',
  sections: [
    {
      id: 'subject',
      heading: '1. Objeto e duração',
      paragraphs: [
        'Tratamos dados pessoais apenas para manter seu espaço: guardar, mostrar, transmitir, fazer cópias de segurança e excluir. Isso dura enquanto seu espaço existir e termina quando os dados dele são excluídos.',
      ],
    },
    {
      id: 'data',
      heading: '2. Dados e pessoas envolvidas',
      paragraphs: [
        'Pessoas: alunos, professores, observadores como os pais, e quem dirige sua organização.',
        'Dados: identificação e contato, perfil, participação em cursos, respostas e trabalhos entregues, notas e comentários, certificados, registros de acessos e de alterações. Não se pedem categorias especiais de dados; se você for incluí-las, avise-nos antes.',
      ],
    },
    {
      id: 'instructions',
      heading: '3. Instruções',
      paragraphs: [
        'Agimos conforme suas instruções documentadas. Configurações e ações no seu espaço são instruções. Se acharmos que uma delas viola a lei, dizemos.',
      ],
    },
    {
      id: 'confidentiality',
      heading: '4. Confidencialidade',
      paragraphs: [
        'Todas as pessoas que podem chegar perto dos dados têm o dever de confidencialidade. O acesso ao seu espaço para suporte só acontece por um motivo declarado e por tempo limitado, e seus admins podem ver que ele ocorreu.',
      ],
    },
    {
      id: 'security',
      heading: '5. Segurança',
      paragraphs: [
        'Um banco de dados para cada organização, aberto apenas depois de verificado a quem pertence. Criptografia em trânsito e em repouso. Senhas como hashes scrypt. Segredos selados com AES-256-GCM. Papéis e uma única tabela de regras para cada acesso, testada em cada rota. Um registro de alterações. Recuperação para qualquer momento dos últimos 30 dias.',
      ],
    },
    {
      id: 'sub-processors',
      heading: '6. Suboperadores',
      paragraphs: [
        'Cloudflare, Inc. (computação, bancos de dados, armazenamento de arquivos, entrega de e-mails). Você concorda com ela. De qualquer outro avisamos pelo menos 30 dias antes do início, e você pode se opor.',
        'As transferências para outros países se apoiam em uma decisão de adequação ou nas cláusulas contratuais padrão da Comissão Europeia.',
      ],
    },
    {
      id: 'help',
      heading: '7. Ajuda',
      paragraphs: [
        'Ajudamos você a responder aos pedidos das pessoas envolvidas, com exportações, correção e exclusão, e nas avaliações de impacto em que nossa parte importa.',
        'Avisamos você de uma violação de dados pessoais sem demora, no máximo 48 horas depois de sabermos dela, com o que soubermos.',
      ],
    },
    {
      id: 'deletion',
      heading: '8. Exclusão e devolução',
      paragraphs: [
        'No fim, você pode levar seus dados durante 30 dias. Depois eles são excluídos; as cópias de segurança somem no máximo 30 dias mais tarde, a menos que a lei nos obrigue a guardar algo.',
      ],
    },
    {
      id: 'proof',
      heading: '9. Comprovação',
      paragraphs: [
        'A pedido, damos o que você precisa para verificar que cumprimos isto, e permitimos auditorias com aviso razoável.',
      ],
    },
  ],
}
