/** Every URL we write. */
export const urls = {
  home: () => '/',
  signIn: (then?: string) => (then && then !== '/' ? `/sign-in?then=${encodeURIComponent(then)}` : '/sign-in'),
  signOut: () => '/session?_method=DELETE',
  media: (id: string) => `/media/${id}`,
  /** The platform's own site. */
  platform: {
    home: () => '/',
    signUp: () => '/sign-up',
    find: () => '/find',
  },
}
