// A mind map as it is kept: one branch a line, a tab for each level. Read as the server reads it (Outline.cs).

/** A branch and what grows from it. */
export interface Branch { text: string, branches: Branch[] }

const tab = 4

/** The branches of an outline; spaces and little dashes will do as well as tabs. */
export function readOutline(outline: string): Branch[] {
  const root: Branch = { text: '', branches: [] }
  const open: { branch: Branch, indent: number }[] = [{ branch: root, indent: -1 }]
  for (const line of outline.split('\n')) {
    const text = line.trim().replace(/^[-*•–](\s+|$)/, '')
    if (text === '') continue
    const indent = [.../^\s*/.exec(line)![0]].reduce((sum, sign) => sum + (sign === '\t' ? tab : 1), 0)
    while (open.at(-1)!.indent >= indent) open.pop()
    const branch: Branch = { text, branches: [] }
    open.at(-1)!.branch.branches.push(branch)
    open.push({ branch, indent })
  }
  return root.branches
}

/** The outline of some branches. */
export function writeOutline(branches: readonly Branch[], level = 0): string {
  return branches.filter(branch => branch.text !== '').map(branch => `${'\t'.repeat(level)}${branch.text}\n${writeOutline(branch.branches, level + 1)}`).join('')
}
