import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take longest are begun first: a processor that gets one of them at the end keeps everybody waiting. */
const long = /test\/(access\/|dev\/seed|e2e\/(every-page|staff-pages|story))/

/** The usual order, on a fresh machine too, where nobody knows yet how long a file takes. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const projects = Object.values(Object.groupBy(sorted, ({ project }) => project.name)) as TestSpecification[][]
    const isLong = ({ moduleId }: TestSpecification) => long.test(moduleId)
    return projects.flatMap((own) => [...own.filter(isLong), ...own.filter((one) => !isLong(one))])
  }
}
