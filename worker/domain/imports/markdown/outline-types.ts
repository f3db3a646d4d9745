import type { Values } from './front-matter'

/** The order of a course, and where it was read from. */
export type Outline = {
  /** What the configuration says about the course. */
  values: Values
  modules: OutlineModule[]
  /** The page that introduces the course and is no lesson of its own. */
  introduction: string | null
  from: string | null
}
/** `values` is what our own form says of a module. */
export type OutlineModule = { path: string; title: string; files: OutlineFile[]; values?: Values }
export type OutlineFile = { path: string; title: string; optional?: boolean }

/** Every text file of the folder by its path. */
export type Texts = Map<string, string>
