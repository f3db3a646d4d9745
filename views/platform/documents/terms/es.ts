import type { LegalText } from '../document'

export const es: LegalText = {
  title: 'Condiciones de uso',
  lead: 'Qué puedes esperar de Lyceum y qué esperamos de ti. Las hemos hecho breves para que se puedan leer.',
  sections: [
    {
      id: 'parties',
      heading: 'Entre quiénes rigen estas condiciones',
      paragraphs: [
        'Rigen entre el operador de esta plataforma Lyceum («nosotros») y la organización que registra un espacio («tú»). La persona que hace el registro declara que puede actuar en nombre de la organización.',
        'Las personas a las que invitas usan el espacio bajo tu responsabilidad. También ellas respetan estas condiciones.',
      ],
    },
    {
      id: 'service',
      heading: 'Qué obtienes',
      paragraphs: [
        'Un espacio en una dirección propia, con una base de datos propia. En él creas cursos, invitas a personas y emites certificados, dentro de los límites de tu plan tal como figuran en nuestro sitio.',
        'Lo mantenemos en marcha con cuidado y reparamos las averías lo antes posible. El plan gratuito no incluye una disponibilidad garantizada.',
      ],
    },
    {
      id: 'ownership',
      heading: 'Lo tuyo sigue siendo tuyo',
      paragraphs: [
        'Los cursos, los archivos, las respuestas, las calificaciones y todo lo demás que aportan tu organización y su gente pertenece a ella o a quien lo creó. Nos permites guardarlo, mostrarlo y hacer copias de seguridad para que el servicio funcione, y para nada más. No lo vendemos ni entrenamos modelos con ello.',
        'Los cursos se pueden exportar en cualquier momento como Markdown sencillo y como archivos que otros programas leen.',
      ],
    },
    {
      id: 'duties',
      heading: 'Qué te pedimos',
      paragraphs: [
        'Sube solo aquello que puedas usar. Nada ilícito, nada que dañe a otras personas, ningún intento de entrar en otros espacios ni de ralentizar el servicio para los demás.',
        'No compartas las contraseñas, avísanos si crees que alguien más conoce alguna y procura que el rol de titular esté en las manos adecuadas.',
        'Si enseñas a menores, te aseguras de contar con los consentimientos que exige tu legislación.',
      ],
    },
    {
      id: 'certificates',
      heading: 'Certificados',
      paragraphs: [
        'Un certificado dice que tu organización confirma un logro. Quien lo emite es tu organización. Nosotros solo comprobamos que el certificado es el que emitiste.',
      ],
    },
    {
      id: 'prices',
      heading: 'Precios',
      paragraphs: [
        'El plan gratuito es gratis. Los planes de pago cuestan lo que muestra nuestro sitio al elegirlos, por mes y sin impuestos. Si cambia un precio, te avisamos con al menos dos meses de antelación y puedes irte antes de que se aplique.',
      ],
    },
    {
      id: 'ending',
      heading: 'Cómo termina',
      paragraphs: [
        'Puedes irte en cualquier momento. Nosotros podemos poner fin a un espacio gratuito con dos meses de preaviso, y suspender un espacio de inmediato si pone en peligro a otras personas o infringe la ley; en ese caso decimos por qué y qué se puede hacer.',
        'Después tienes 30 días para llevarte tus datos. Luego se borran, y las copias de seguridad que aún los contengan desaparecen como máximo 30 días más tarde.',
      ],
    },
    {
      id: 'liability',
      heading: 'Responsabilidad',
      paragraphs: [
        'Respondemos sin límite por dolo, negligencia grave y daños a la vida, la integridad física o la salud. En los demás casos respondemos por el incumplimiento de obligaciones esenciales, hasta el daño que era previsible. Nada de lo aquí escrito te quita los derechos que la ley te da, diga lo que diga un contrato.',
      ],
    },
    {
      id: 'changes',
      heading: 'Cambios',
      paragraphs: [
        'Si estas condiciones cambian, los titulares de tu espacio reciben un correo al menos 30 días antes y aceptan la nueva versión antes de su fecha. La versión que aceptaste queda registrada en tu espacio.',
      ],
    },
  ],
}
