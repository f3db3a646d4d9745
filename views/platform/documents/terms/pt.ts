import type { LegalText } from '../document'

export const pt: LegalText = {
  title: 'Termos de uso',
  lead: 'O que você pode esperar do Lyceum e o que esperamos de você. Fomos breves para que dê para ler.',
  sections: [
    {
      id: 'parties',
      heading: 'Entre quem valem estes termos',
      paragraphs: [
        'Eles valem entre o operador desta plataforma Lyceum (“nós”) e a organização que cria um espaço (“você”). A pessoa que faz o cadastro declara que pode agir em nome da organização.',
        'As pessoas que você convida usam o espaço sob sua responsabilidade. Elas também cumprem estes termos.',
      ],
    },
    {
      id: 'service',
      heading: 'O que você recebe',
      paragraphs: [
        'Um espaço em um endereço próprio, com um banco de dados próprio. Nele você cria cursos, convida pessoas e emite certificados, dentro dos limites do seu plano, como mostrados em nosso site.',
        'Nós o mantemos funcionando com cuidado e corrigimos falhas o mais rápido que pudermos. O plano gratuito não inclui promessa de disponibilidade.',
      ],
    },
    {
      id: 'ownership',
      heading: 'O que é seu continua seu',
      paragraphs: [
        'Cursos, arquivos, respostas, notas e tudo o mais que você e sua gente colocam ali pertencem a você ou a quem os criou. Você nos permite guardá-los, mostrá-los e fazer cópias de segurança para que o serviço funcione, e para mais nada. Não os vendemos nem treinamos modelos com eles.',
        'Os cursos podem ser exportados a qualquer momento como Markdown simples e arquivos que outros programas leem.',
      ],
    },
    {
      id: 'duties',
      heading: 'O que pedimos a você',
      paragraphs: [
        'Coloque apenas o que você pode usar. Nada ilegal, nada que prejudique outras pessoas, nenhuma tentativa de entrar em outros espaços ou de deixar o serviço lento para os demais.',
        'Guarde as senhas só para você, avise-nos se achar que alguém mais conhece alguma e cuide para que o papel de proprietário esteja com as pessoas certas.',
        'Se você ensina menores de idade, garante que existam os consentimentos que a sua lei exige.',
      ],
    },
    {
      id: 'certificates',
      heading: 'Certificados',
      paragraphs: [
        'Um certificado diz que sua organização confirma uma conquista. Quem emite é você. Nós apenas verificamos se o certificado é o que você emitiu.',
      ],
    },
    {
      id: 'prices',
      heading: 'Preços',
      paragraphs: [
        'O plano gratuito é grátis. Os planos pagos custam o que nosso site mostra no momento da escolha, por mês e sem impostos. Se um preço mudar, você fica sabendo por nós pelo menos dois meses antes e pode sair antes que ele passe a valer.',
      ],
    },
    {
      id: 'ending',
      heading: 'Encerramento',
      paragraphs: [
        'Você pode sair a qualquer momento. Nós podemos encerrar um espaço gratuito com dois meses de aviso e suspender um espaço na hora se ele puser outros em perigo ou violar a lei; nesse caso dizemos por quê e o que pode ser feito.',
        'Depois do fim, você tem 30 dias para levar seus dados. Em seguida eles são excluídos, e as cópias de segurança que ainda os contêm somem no máximo 30 dias depois.',
      ],
    },
    {
      id: 'liability',
      heading: 'Responsabilidade',
      paragraphs: [
        'Respondemos sem limite por dolo, culpa grave e danos à vida, ao corpo ou à saúde. Nos demais casos, respondemos pela violação de deveres essenciais, até o dano que era previsível. Nada aqui retira os direitos que a lei lhe dá, diga um contrato o que disser.',
      ],
    },
    {
      id: 'changes',
      heading: 'Mudanças',
      paragraphs: [
        'Se estes termos mudarem, os proprietários do seu espaço recebem um e-mail pelo menos 30 dias antes e concordam com a nova versão até a data dela. A versão com a qual você concordou fica registrada no seu espaço.',
      ],
    },
  ],
}
