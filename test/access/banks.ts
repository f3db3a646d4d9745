import type { Tenant } from '../../tenants/tenant'
import { addBankQuestion, addCategory, addDraw, chooseQuestions, makeBank } from '../../worker/domain/banks'
import { planQuestions } from '../../worker/domain/imports'
import { addSection } from '../../worker/domain/quizzes'
import { utf8 } from '../../worker/lib/bytes'
import type { Actor } from '../support/actors'
import { markers, staff, teachers } from './audiences'
import type { Row } from './rows'

export type BankObjects = Record<
  'bank' | 'idleBank' | 'bankCategory' | 'bankQuestion' | 'bankRun' | 'draw' | 'section',
  string
>

/** Two banks of the course, the first with a category and a question in it; a draw and two sections of a quiz. */
export async function makeBankObjects(
  tenant: Tenant,
  teacher: Actor,
  course: string,
  quiz: string,
): Promise<BankObjects> {
  const { id: bank } = await makeBank(tenant, teacher, course, { title: 'Bees' })
  const { id: idleBank } = await makeBank(tenant, teacher, course, { title: 'Wasps' })
  const { id: bankCategory } = await addCategory(tenant, teacher, bank, { title: 'Legs', parentId: '' })
  const question = {
    kind: 'true-false' as const,
    body: { prompt: 'Bees have six legs.', explanation: '', correct: true },
  }
  const { id: bankQuestion } = await addBankQuestion(tenant, teacher, bank, { question, points: 1 })
  const { id: draw } = await addDraw(tenant, teacher, quiz, { bankId: bank, count: 1, points: 1 })
  await addBankQuestion(tenant, teacher, bank, { question, points: 1 })
  await chooseQuestions(tenant, teacher, quiz, bank, [bankQuestion])
  const file = { name: 'bees.gift', bytes: utf8('Bees have two wings.{F}') }
  const { id: bankRun } = await planQuestions(tenant, teacher, { kind: 'bank', id: bank }, file)
  await addSection(tenant, teacher, quiz, { title: 'Heads' })
  const { id: section } = await addSection(tenant, teacher, quiz, { title: 'Legs' })
  return { bank, idleBank, bankCategory, bankQuestion, bankRun, draw, section }
}

const bank = { id: 'bank' } as const
const question = { id: 'bankQuestion' } as const
const bankRun = { id: 'bank', run: 'bankRun' } as const
const written = { kind: 'number', prompt: 'How many?', answer: '3' }

/** Doors of question banks; what takes something away stands last. */
export const bankRows: Record<string, Row> = {
  'GET /banks': { may: [...staff, 'assistant'] },
  'POST /banks': { makes: true, may: staff, fields: { title: 'Hygiene' } },
  'GET /courses/:courseId/banks': { may: markers, params: { courseId: 'course' } },
  'POST /courses/:courseId/banks': {
    makes: true,
    may: teachers,
    params: { courseId: 'course' },
    fields: { title: 'Hygiene' },
  },
  'GET /banks/:id': { may: markers, params: bank },
  'PUT /banks/:id': { may: teachers, params: bank, fields: { title: 'All about bees' } },
  'POST /banks/:id/categories': { makes: true, may: teachers, params: bank, fields: { title: 'Wings' } },
  'PUT /banks/:id/categories/:category': {
    may: teachers,
    params: { ...bank, category: 'bankCategory' },
    fields: { title: 'Six legs' },
  },
  'GET /banks/:id/import': { may: teachers, params: bank },
  'POST /banks/:id/imports': { may: teachers, params: bank },
  'GET /banks/:id/imports/:run': { may: teachers, params: bankRun },
  'POST /banks/:id/imports/:run/application': { may: teachers, params: bankRun, fields: { take: '0' } },
  'POST /banks/:id/imports/:run/reversal': { may: teachers, params: bankRun },
  'GET /banks/:id/export': { may: teachers, params: bank },
  'GET /banks/:id/export/:format': { may: teachers, params: { ...bank, format: '=gift' } },
  'GET /banks/:id/questions/new': { may: teachers, params: bank },
  'POST /banks/:id/questions': { makes: true, may: teachers, params: bank, fields: written },
  'POST /banks/:id/changes': {
    makes: true,
    may: teachers,
    params: bank,
    fields: { act: 'tag', tag: 'insects' },
  },
  'GET /questions/:id': { may: markers, params: question },
  'GET /questions/:id/edit': { may: teachers, params: question },
  'PUT /questions/:id': { may: teachers, params: question, fields: written },
  'PUT /questions/:id/passage': { may: teachers, params: question, fields: { text: 'Read this.' } },
  'POST /questions/:id/copies': { makes: true, may: teachers, params: question },
  'PUT /questions/:id/place': { may: teachers, params: question, fields: { bank: 'none' } },
  'PUT /questions/:id/uses': { may: teachers, params: question, fields: { quizzes: '' } },
  'POST /questions/:id/versions/:number/restoration': {
    makes: true,
    may: teachers,
    params: { ...question, number: '=1' },
  },
  'GET /quizzes/:id/bank': { may: teachers, params: { id: 'quiz' } },
  'GET /quizzes/:id/keeping': { may: teachers, params: { id: 'quiz' } },
  'POST /quizzes/:id/keeping': {
    makes: true,
    may: teachers,
    params: { id: 'quiz' },
    fields: { bank: 'none', question: 'none' },
  },
  'POST /quizzes/:id/choices': {
    makes: true,
    may: teachers,
    params: { id: 'quiz' },
    fields: { bank: 'none', question: 'none' },
  },
  'POST /quizzes/:id/draws': {
    makes: true,
    may: teachers,
    params: { id: 'quiz' },
    fields: { bank: 'none', count: '1', points: '1' },
  },
  'GET /quizzes/:id/draws/:draw': { may: teachers, params: { id: 'quiz', draw: 'draw' } },
  'PUT /quizzes/:id/draws/:draw': {
    may: teachers,
    params: { id: 'quiz', draw: 'draw' },
    fields: { bank: 'none', count: '1', points: '1' },
  },
  'PUT /quizzes/:id/draws/:draw/position': {
    makes: true,
    may: teachers,
    params: { id: 'quiz', draw: 'draw' },
    fields: { by: 'up' },
  },
  'PUT /quizzes/:id/questions/:question/points': {
    may: teachers,
    params: { id: 'quiz', question: 'question' },
    fields: { points: '2' },
  },
  'PUT /quizzes/:id/questions/:question/version': {
    may: teachers,
    params: { id: 'quiz', question: 'bankQuestion' },
  },
  'GET /quizzes/:id/sections/new': { may: teachers, params: { id: 'quiz' } },
  'POST /quizzes/:id/sections': {
    makes: true,
    may: teachers,
    params: { id: 'quiz' },
    fields: { title: 'Wings' },
  },
  'PUT /quizzes/:id/sections/:section': {
    may: teachers,
    params: { id: 'quiz', section: 'section' },
    fields: { title: 'Six legs' },
  },
  'PUT /quizzes/:id/sections/:section/position': {
    makes: true,
    may: teachers,
    params: { id: 'quiz', section: 'section' },
    fields: { by: 'up' },
  },
  'DELETE /quizzes/:id/sections/:section': { may: teachers, params: { id: 'quiz', section: 'section' } },
  'DELETE /quizzes/:id/draws/:draw': { may: teachers, params: { id: 'quiz', draw: 'draw' } },
  'POST /questions/:id/retirement': { may: teachers, params: question },
  'DELETE /questions/:id/retirement': { may: teachers, params: question },
  'DELETE /banks/:id/categories/:category': {
    may: teachers,
    params: { ...bank, category: 'bankCategory' },
    once: 'instructor',
  },
  'DELETE /banks/:id': { may: teachers, params: { id: 'idleBank' } },
  'POST /banks/:id/restoration': { may: teachers, params: { id: 'idleBank' } },
}
