import type { Platform } from '../../tenants/platform'

/** Makes the sample organization, the same on every run; once. */
export async function seed(_platform: Platform): Promise<{ made: boolean }> {
  return { made: false }
}
