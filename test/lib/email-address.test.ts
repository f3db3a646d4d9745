import { expect, test } from 'vitest'
import { emailDomain, readDomain, readEmail, readEmailList } from '../../worker/lib/email-address'

test('one address is kept in one form', () => {
  expect(readEmail('  Lena.Fischer+lms@Example.COM ')).toBe('lena.fischer+lms@example.com')
  expect(readEmail('lena@bücher.example')).toBe('lena@xn--bcher-kva.example')
  expect(readEmail('mailto:lena@example.com')).toBe('lena@example.com')
  expect(readEmail('用户@例子.世界')).toBe('用户@xn--fsqu00a.xn--rhqv96g')
  expect(readEmail("o'neil@example.co.uk")).toBe("o'neil@example.co.uk")
})

test('what no server would take is refused', () => {
  for (const typed of [
    '',
    'lena',
    'lena@',
    '@example.com',
    'lena@example',
    'a@b@c',
    'a..b@example.com',
    '.a@example.com',
    'a b@example.com',
    'lena@127.0.0.1',
    'lena@[::1]',
    'lena@exa mple.com',
    'lena@example.com/x',
    'lena@-a.com',
    `${'a'.repeat(65)}@example.com`,
    `lena@${'a.'.repeat(130)}com`,
    'lena@example.com:25',
    'a"b@example.com',
    'x\n@example.com',
  ])
    expect(readEmail(typed), typed).toBeNull()
})

test('domains are read as people type them', () => {
  expect(emailDomain('lena@mail.example.com')).toBe('mail.example.com')
  expect(readDomain(' @School.Example ')).toBe('school.example')
  expect(readDomain('school')).toBeNull()
})

test('a pasted list gives every address once, with the name beside it', () => {
  const pasted =
    'Lena Fischer <lena@example.com>, "Ng, Kim" <kim@example.com>\nLENA@example.com\n\nnot an address; zed@example.com'
  expect(readEmailList(pasted)).toEqual({
    emails: [
      { email: 'lena@example.com', name: 'Lena Fischer' },
      { email: 'kim@example.com', name: 'Ng, Kim' },
      { email: 'zed@example.com', name: null },
    ],
    unread: ['not an address'],
  })
})

test('a list may come from a spreadsheet: a name, then an address', () => {
  expect(
    readEmailList('Lena Ortiz, lena@example.org\nKim Ng\tkim@example.org\nzed@example.org, ada@example.org'),
  ).toEqual({
    emails: [
      { email: 'lena@example.org', name: 'Lena Ortiz' },
      { email: 'kim@example.org', name: 'Kim Ng' },
      { email: 'zed@example.org', name: null },
      { email: 'ada@example.org', name: null },
    ],
    unread: [],
  })
})
