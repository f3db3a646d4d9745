import type { LegalDocument } from '../document'
import { ar } from './ar'
import { de } from './de'
import { en } from './en'
import { es } from './es'
import { fr } from './fr'
import { ja } from './ja'
import { pt } from './pt'
import { zhHans } from './zh-Hans'

export const dpa: LegalDocument = {
  name: 'dpa',
  version: '2026-11-01',
  texts: { en, de, es, fr, pt, ar, ja, 'zh-Hans': zhHans },
}
