/** What is being made, a step after the other: in one line where somebody looks on, else a line a step. */
export function steps(out: NodeJS.WriteStream = process.stdout) {
  const begun = Date.now()
  let isOpen = false
  return {
    say(step: string) {
      if (!out.isTTY) return void out.write(`  Making ${step}\n`)
      out.clearLine(0)
      out.cursorTo(0)
      out.write(`  Making ${step} …`)
      isOpen = true
    },
    /** How long all of it took, in seconds; the line is left behind. */
    end(): number {
      if (isOpen) {
        out.clearLine(0)
        out.cursorTo(0)
      }
      return Math.round((Date.now() - begun) / 1_000)
    },
  }
}
