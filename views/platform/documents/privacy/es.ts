import type { LegalText } from '../document'

export const es: LegalText = {
  title: 'Privacidad',
  lead: 'Qué datos se guardan sobre ti, quién los guarda, para qué y durante cuánto tiempo.',
  sections: [
    {
      id: 'responsible',
      heading: 'Quién es responsable',
      paragraphs: [
        'Si aprendes o enseñas en el espacio de una organización, esa organización decide qué se hace con tus datos y responde por ello. Nosotros trabajamos por encargo suyo, conforme al acuerdo de tratamiento de datos que está en este sitio.',
        'De este sitio web y del registro de organizaciones es responsable el operador de esta plataforma Lyceum.',
      ],
    },
    {
      id: 'space',
      heading: 'Qué se guarda en un espacio',
      paragraphs: [
        'Tu nombre, tu dirección de correo o nombre de usuario, un hash de tu contraseña que no se puede revertir, el idioma y la zona horaria, y lo que decidas añadir a tu perfil.',
        'Lo que haces en los cursos: en cuáles participas, qué has abierto y completado, respuestas, trabajos que entregas, calificaciones, comentarios, certificados y, de forma aproximada, cuánto tiempo estuvieron abiertas las lecciones.',
        'Por seguridad: tus inicios de sesión con el tipo de dispositivo y la hora, y un registro de lo que cambia el equipo.',
      ],
    },
    {
      id: 'platform',
      heading: 'Qué guarda la plataforma',
      paragraphs: [
        'De cada organización, su nombre, dirección, plan y estado. Para responder a «Encontrar tu organización» guardamos una huella, calculada con una clave, de las direcciones de correo, de la que no se puede leer la dirección misma.',
        'Los intentos de inicio de sesión se cuentan por dirección de red durante un máximo de una hora, en forma de hashes, para que ninguna máquina pueda adivinar contraseñas.',
      ],
    },
    {
      id: 'cookies',
      heading: 'Cookies',
      paragraphs: [
        'Una mantiene tu sesión iniciada, otra recuerda tu idioma y otra lleva una sola frase a la página siguiente. No hay rastreo, ni publicidad, ni nada de terceros.',
      ],
    },
    {
      id: 'readers',
      heading: 'Quién ve tus datos',
      paragraphs: [
        'Los docentes de tus cursos y quienes dirigen tu organización. Los demás estudiantes ven tu nombre y, de tu perfil, lo que permitas. Quien tenga el código de un certificado puede comprobarlo.',
        'Nuestro equipo no tiene acceso permanente a ningún espacio. Nuestro proveedor de infraestructura, Cloudflare, guarda y transmite los datos por cuenta nuestra.',
      ],
    },
    {
      id: 'retention',
      heading: 'Cuánto tiempo',
      paragraphs: [
        'Mientras tu organización conserve tu cuenta. Lo que se borra permanece un tiempo en una papelera (30 días, salvo que tu organización haya elegido otra cosa), para poder deshacer los errores, y después se elimina. Los certificados se quedan, porque otras personas confían en ellos.',
      ],
    },
    {
      id: 'rights',
      heading: 'Tus derechos',
      paragraphs: [
        'Puedes pedir una copia de tus datos, su rectificación o su supresión, y oponerte a su uso. Dirígete primero a tu organización; nosotros la ayudamos a responder. También puedes reclamar ante una autoridad de protección de datos.',
      ],
    },
  ],
}
