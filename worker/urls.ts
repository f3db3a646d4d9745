/** Every URL we write. */
export const urls = {
  home: () => '/',
  signIn: (then?: string) => (then && then !== '/' ? `/sign-in?then=${encodeURIComponent(then)}` : '/sign-in'),
  /** Takes the sign-in form. */
  session: () => '/session',
  signOut: () => '/session?_method=DELETE',
  locale: () => '/locale',
  handOver: (code: string) => `/hand-over?code=${encodeURIComponent(code)}`,
  welcome: () => '/welcome',
  forgotPassword: () => '/forgot-password',
  newPassword: (code = '') => withCode('/new-password', code),
  verification: (code = '') => withCode('/verification', code),
  verificationMails: () => '/verification-mails',
  emailChange: (side: 'old' | 'new', code = '') => withCode(`/email-change/${side}`, code),
  register: () => '/register',
  registration: (code = '') => withCode('/registration', code),
  invitation: (code = '') => withCode('/invitation', code),
  join: (code?: string) => (code ? `/join/${encodeURIComponent(code)}` : '/join'),
  account: () => '/account',
  accountPassword: () => '/account/password',
  accountEmail: () => '/account/email',
  accountSessions: () => '/account/sessions',
  accountSession: (id: string) => `/account/sessions/${id}`,
  media: (id: string) => `/media/${id}`,
  /** The platform's own site. */
  platform: {
    home: () => '/',
    signUp: () => '/sign-up',
    signUpAddress: () => '/sign-up/address',
    /** A space that is on its way; `order` is a signed token. */
    space: (order: string) => `/spaces/${order}`,
    spaceOpening: (order: string) => `/spaces/${order}/opening`,
    find: () => '/find',
    locale: () => '/locale',
    document: (name: string) => `/${name}`,
    documentFile: (name: string) => `/${name}.md`,
  },
}

const withCode = (path: string, code: string) => (code ? `${path}?code=${encodeURIComponent(code)}` : path)
