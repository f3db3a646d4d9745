import type { LegalText } from '../document'

export const es: LegalText = {
  title: 'Acuerdo de tratamiento de datos',
  lead: 'Entre tu organización (el responsable del tratamiento) y el operador de esta plataforma Lyceum (el encargado del tratamiento), como pide el artículo 28 del RGPD. Entra en vigor cuando un titular lo acepta al registrarse.',
  sections: [
    {
      id: 'subject',
      heading: '1. Objeto y duración',
      paragraphs: [
        'Tratamos datos personales únicamente para que tu espacio funcione: los guardamos, mostramos, transmitimos, copiamos por seguridad y borramos. Esto dura mientras exista tu espacio y termina cuando se borran sus datos.',
      ],
    },
    {
      id: 'data',
      heading: '2. Datos y personas afectadas',
      paragraphs: [
        'Personas: estudiantes, docentes, oyentes como los padres y madres, y quienes dirigen tu organización.',
        'Datos: identificación y contacto, perfil, participación en cursos, respuestas y trabajos entregados, calificaciones y comentarios, certificados, registros de inicios de sesión y de cambios. No se piden categorías especiales de datos; si vas a introducirlas, dínoslo antes.',
      ],
    },
    {
      id: 'instructions',
      heading: '3. Instrucciones',
      paragraphs: [
        'Actuamos según tus instrucciones documentadas. Los ajustes y las acciones en tu espacio son instrucciones. Si creemos que alguna infringe la ley, lo decimos.',
      ],
    },
    {
      id: 'confidentiality',
      heading: '4. Confidencialidad',
      paragraphs: [
        'Toda persona que pueda acercarse a los datos está obligada a la confidencialidad. Para prestar soporte, se accede a tu espacio solo por un motivo declarado y durante un tiempo limitado, y tus administradores pueden ver que ocurrió.',
      ],
    },
    {
      id: 'security',
      heading: '5. Seguridad',
      paragraphs: [
        'Una base de datos por organización, que se abre solo después de comprobar a quién pertenece. Cifrado en tránsito y en reposo. Contraseñas como hashes scrypt. Secretos sellados con AES-256-GCM. Roles y una única tabla de políticas para cada acceso, probada en cada ruta. Un registro de cambios. Recuperación a cualquier momento de los últimos 30 días.',
      ],
    },
    {
      id: 'sub-processors',
      heading: '6. Subencargados',
      paragraphs: [
        'Cloudflare, Inc. (computación, bases de datos, almacenamiento de archivos, envío de correo). Lo aceptas. De cualquier otro te avisamos al menos 30 días antes de que empiece, y puedes oponerte.',
        'Las transferencias a terceros países se basan en una decisión de adecuación o en las cláusulas contractuales tipo de la Comisión Europea.',
      ],
    },
    {
      id: 'help',
      heading: '7. Ayuda',
      paragraphs: [
        'Te ayudamos a responder a las solicitudes de las personas afectadas, con exportaciones, rectificación y supresión, y en las evaluaciones de impacto cuando nuestra parte importe.',
        'Si se produce una violación de la seguridad de los datos personales, te avisamos sin demora, como máximo 48 horas después de conocerla, con lo que sepamos.',
      ],
    },
    {
      id: 'deletion',
      heading: '8. Supresión y devolución',
      paragraphs: [
        'Al final puedes llevarte tus datos durante 30 días. Después se borran; las copias de seguridad desaparecen como máximo 30 días más tarde, salvo que la ley nos exija conservar algo.',
      ],
    },
    {
      id: 'proof',
      heading: '9. Prueba',
      paragraphs: [
        'Si lo pides, te damos lo que necesitas para comprobar que cumplimos, y permitimos auditorías con un preaviso razonable.',
      ],
    },
  ],
}
