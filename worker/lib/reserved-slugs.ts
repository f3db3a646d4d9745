/** Subdomains that no organization may take: the platform's own, those that mail and networks look for, and those that deceive. */
export const reservedSlugs: ReadonlySet<string> = new Set(
  `about abuse access account accounts acme-challenge activate ad admin administrator ads affiliate affiliates alert alerts analytics
   announcements api apis app apps archive assets audit auth authentication authorize autoconfig autodiscover avatar backup
   beta billing blog board bot bounce bounces broadcasthost bug bugs business callback calendar campaign cancel canonical
   captcha careers cart cdn cell certificate certificates chat checkout client clients cloud cms code community config
   connect console contact content contributor control cookies copyright core courses cpanel cron customer customers
   dashboard data database debug default delete demo deploy dev developer developers devices dev-mail directory dns docs
   documentation domain domains download downloads edge edit editor edu email embed emails error errors event events
   example export faq fallback feed feedback files find firewall fonts form forms forum ftp gateway git graph group
   groups guest guide hash health help helpdesk home host hostmaster hosting hostname http https icon icons id identity
   idp image images imap img import inbox index info infrastructure install internal invite invites invitation ipv4
   ipv6 isatap issue issues jobs join json keys knowledge lab labs learn learning legal library license live local
   localdomain localhost log login logout logs lti lyceum mail mailer mailer-daemon mailing manage manager manifest map
   marketing master media member members message messages metrics mobile monitor monitoring mta-sts mx my name
   nameserver network new news newsletter no-reply nobody noc none noreply notifications ns ns0 ns1 ns2 ns3 ns4 null
   oauth office official oidc old ops operator operators order orders organization org owner page pages panel partner
   partners passkey password passwords pay payment payments phishing photos ping platform plan plans plugin plugins
   policy pop pop3 popular portal post postmaster press preview pricing privacy private prod production profile
   profiles project projects proxy public push queue register registration relay remote report reports reset root
   router rss sale sales saml sample sandbox schema school scim scorm script scripts search secure security seed server
   servers service services session sessions settings setup shop sign-in sign-out sign-up signin signout signup site
   sitemap slot smtp social socket source spam spec ssh ssl sso staff stage staging start stat static stats status
   storage store subdomain subscribe subscription superuser support survey sysadmin sysop system systems team teams
   tech telemetry tenant tenants terms test testing tests theme ticket tickets tls token tokens tool tools trace
   tracking trial trust tutorial unsubscribe update updates upgrade upload uploads usenet user username users uucp
   verify version video videos void vpn web webdav webhook webhooks webinar webmail webmaster websocket welcome wiki
   win work wpad ws wss www www1 www2 www3 xml xmpp xn your yourname zone`
    .trim()
    .split(/\s+/),
)
