import { downloadZip } from 'client-zip'

export type Chosen = { path: string; file: File }

const litter = /(?:^|\/)(?:\.[^/]+|node_modules|__MACOSX)(?:\/|$)/

/** Files of an input, with their place in the folder that was chosen. */
export const chosenFiles = (files: FileList): Chosen[] =>
  [...files]
    .map((file) => ({ path: file.webkitRelativePath || file.name, file }))
    .filter(({ path }) => !litter.test(path))

/** What was dropped, folders with all that lies in them. */
export async function droppedFiles(data: DataTransfer): Promise<Chosen[]> {
  // Read before the first await: the list is emptied when the event is over.
  const entries = [...data.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  const files = (await Promise.all(entries.map((entry) => filesOf(entry)))).flat()
  return files.filter(({ path }) => !litter.test(path))
}

async function filesOf(entry: FileSystemEntry): Promise<Chosen[]> {
  const path = entry.fullPath.replace(/^\//, '')
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    return [{ path, file }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: Chosen[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return found
    for (const one of some) found.push(...(await filesOf(one)))
  }
}

/** One zip, named as the folder. The same files give the same bytes, so that an upload that was cut goes on. */
export async function packed(files: Chosen[]): Promise<File> {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const entries = sorted.map(({ path, file }) => ({ name: path, input: file, lastModified: file.lastModified }))
  const top = sorted[0]!.path.split('/')[0]!.replace(/\.[^.]+$/, '')
  const newest = Math.max(...sorted.map(({ file }) => file.lastModified))
  return new File([await downloadZip(entries).blob()], `${top}.zip`, { type: 'application/zip', lastModified: newest })
}
