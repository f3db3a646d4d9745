import type { LegalText } from '../document'

export const pt: LegalText = {
  title: 'Privacidade',
  lead: 'Quais dados são guardados sobre você, por quem, para quê e por quanto tempo.',
  sections: [
    {
      id: 'responsible',
      heading: 'Quem é responsável',
      paragraphs: [
        'Se você aprende ou ensina no espaço de uma organização, é ela que decide o que se faz com seus dados e responde por isso. Nós trabalhamos em nome dela, conforme o acordo de tratamento de dados neste site.',
        'Por este site e pelo cadastro de organizações, o responsável é o operador desta plataforma Lyceum.',
      ],
    },
    {
      id: 'space',
      heading: 'O que é guardado em um espaço',
      paragraphs: [
        'Seu nome, endereço de e-mail ou nome de usuário, um hash da sua senha que não pode ser revertido, idioma e fuso horário, e o que você decidir acrescentar ao seu perfil.',
        'O que você faz nos cursos: de quais participa, o que abriu e concluiu, respostas, trabalhos que entrega, notas, comentários, certificados e, aproximadamente, por quanto tempo as lições ficaram abertas.',
        'Por segurança: seus acessos com o tipo de dispositivo e a hora, e um registro do que a equipe altera.',
      ],
    },
    {
      id: 'platform',
      heading: 'O que a plataforma guarda',
      paragraphs: [
        'De cada organização, o nome, o endereço, o plano e o estado. Para responder a “Encontrar sua organização”, guardamos uma impressão digital, calculada com uma chave, dos endereços de e-mail, da qual não se pode ler o próprio endereço.',
        'As tentativas de entrar são contadas por endereço de rede por até uma hora, na forma de hashes, para que máquinas não consigam adivinhar senhas.',
      ],
    },
    {
      id: 'cookies',
      heading: 'Cookies',
      paragraphs: [
        'Um mantém você conectado, um lembra seu idioma e um leva uma única frase à página seguinte. Não há rastreamento, nem publicidade, nem nada de terceiros.',
      ],
    },
    {
      id: 'readers',
      heading: 'Quem vê seus dados',
      paragraphs: [
        'Os professores dos seus cursos e quem dirige sua organização. Os outros alunos veem seu nome e, do seu perfil, o que você permitir. Quem tem o código de um certificado pode verificá-lo.',
        'Nossa equipe não tem acesso permanente a nenhum espaço. Nosso provedor de infraestrutura, a Cloudflare, guarda e transmite os dados por nós.',
      ],
    },
    {
      id: 'retention',
      heading: 'Por quanto tempo',
      paragraphs: [
        'Enquanto sua organização mantiver sua conta. O que é excluído fica algum tempo em uma lixeira (30 dias, a menos que sua organização tenha escolhido outro prazo), para que enganos possam ser desfeitos, e depois é removido. Os certificados ficam, porque outras pessoas confiam neles.',
      ],
    },
    {
      id: 'rights',
      heading: 'Seus direitos',
      paragraphs: [
        'Você pode pedir uma cópia dos seus dados, sua correção ou exclusão, e se opor ao uso deles. Procure primeiro sua organização; nós a ajudamos a responder. Você também pode reclamar a uma autoridade de proteção de dados.',
      ],
    },
  ],
}
