import { expect, test } from 'vitest'
import { faultsOf } from '../bin/lib/lint-migrations'

test('a migration that rebuilds a table is refused', () => {
  expect(faultsOf('x.sql', 'CREATE TABLE `__new_users` (id text)')).toHaveLength(1)
})

test('a drop must name the release that removes it', () => {
  expect(faultsOf('x.sql', 'ALTER TABLE users DROP COLUMN age')).toHaveLength(1)
  expect(faultsOf('x.sql', '-- removes: 1.4\nALTER TABLE users DROP COLUMN age')).toEqual([])
})
