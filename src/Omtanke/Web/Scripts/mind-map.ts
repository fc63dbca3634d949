// A mind map to work in: branches are added, written, moved and taken away where they stand. The outline field holds it all; what
// is done here is written there, and what is written there shows here, so the form saves as ever. The page lays the branches out
// (mind-map.scss); the picture to take along is the server's.
import { readOutline, writeOutline, type Branch } from './outline'
import { each } from './scan'
import { make, word } from './words'

type Act = 'child' | 'sibling' | 'edit' | 'up' | 'down' | 'in' | 'out' | 'delete' | 'undo'

const tones = ['calm', 'warm', 'leaf']
const wide = matchMedia('(min-width: 900px)')
const longestUndo = 100

/** `[data-mind="name of the outline field"]` */
export function mindMap(root: ParentNode): void {
  each(root, '[data-mind]', element => {
    const field = element.querySelector<HTMLTextAreaElement>('textarea')
    const board = element.querySelector<HTMLElement>('[data-mind-board]')
    if (field && board) new MindMap(element, field, board)
  })
}

class MindMap {
  private readonly root: Branch
  /** The branch that keys and buttons are for. */
  private now: Branch
  private readonly items = new Map<Branch, HTMLElement>()
  private readonly undone: string[] = []
  private editing: { branch: Branch, input: HTMLInputElement, before: string } | undefined

  constructor(private readonly element: HTMLElement, private readonly field: HTMLTextAreaElement, private readonly board: HTMLElement) {
    this.root = { text: word(element, 'tree'), branches: readOutline(field.value) }
    this.now = this.root
    const outline = element.querySelector<HTMLDetailsElement>('details[data-mind-outline]')
    if (outline?.dataset['mindOutline'] === '') outline.open = false
    const reread = () => { if (!this.editing && this.outline() !== field.value) { this.root.branches = readOutline(field.value); this.now = this.root; this.draw() } }
    field.addEventListener('input', reread)
    field.form?.addEventListener('omtanke:filled', reread)
    for (const button of element.querySelectorAll<HTMLButtonElement>('[data-mind-do]')) {
      // The button is for the branch being written, which must not be left before it is pressed.
      button.addEventListener('pointerdown', event => event.preventDefault())
      button.addEventListener('click', () => { this.finish(); this.act(button.dataset['mindDo'] as Act) })
    }
    board.addEventListener('keydown', event => this.key(event))
    board.addEventListener('click', event => this.click(event))
    // In the branch being written a double click is for choosing a word.
    board.addEventListener('dblclick', event => { if (event.target !== this.editing?.input) this.act('edit') })
    board.addEventListener('focusin', event => this.reach(this.branchOf(event.target)))
    board.addEventListener('pointerdown', event => this.drag(event))
    this.draw()
    // The middle of the map is what one sees first.
    board.scrollLeft = (board.scrollWidth - board.clientWidth) / 2
  }

  // ---- What can be done

  private act(act: Act): void {
    const parent = this.parentOf(this.now)
    switch (act) {
      case 'edit': return this.now === this.root ? undefined : this.edit(this.now)
      case 'child': return this.grow(this.now, this.now.branches.length)
      case 'sibling': return parent ? this.grow(parent, parent.branches.indexOf(this.now) + 1) : this.grow(this.root, this.root.branches.length)
      case 'undo': return this.undo()
      case 'delete': return parent && this.remove(parent)
      case 'up': case 'down': return parent && this.shift(parent, act === 'up' ? -1 : 1)
      case 'in': return parent && this.indent(parent)
      case 'out': return parent && this.outdent(parent)
    }
  }

  private grow(parent: Branch, place: number): void {
    const branch: Branch = { text: '', branches: [] }
    parent.branches.splice(place, 0, branch)
    this.now = branch
    this.draw()
    this.edit(branch)
  }

  private remove(parent: Branch): void {
    const gone = this.now
    this.note()
    const place = parent.branches.indexOf(gone)
    parent.branches.splice(place, 1)
    this.now = parent.branches[place] ?? parent.branches[place - 1] ?? parent
    this.changed()
    this.say(word(this.element, 'deleted', gone.text))
  }

  private shift(parent: Branch, by: number): void {
    const from = parent.branches.indexOf(this.now)
    const to = from + by
    if (to < 0 || to >= parent.branches.length) return this.focus()
    this.put(parent, to)
  }

  private indent(parent: Branch): void {
    const above = parent.branches[parent.branches.indexOf(this.now) - 1]
    if (above) this.put(above, above.branches.length)
    else this.focus()
  }

  private outdent(parent: Branch): void {
    const over = this.parentOf(parent)
    if (over) this.put(over, over.branches.indexOf(parent) + 1)
    else this.focus()
  }

  // Takes the branch out of where it is and puts it in there.
  private put(parent: Branch, place: number): void {
    const from = this.parentOf(this.now)
    if (!from || this.holds(this.now, parent)) return
    this.note()
    from.branches.splice(from.branches.indexOf(this.now), 1)
    parent.branches.splice(place, 0, this.now)
    this.changed()
    this.say(word(this.element, 'moved', this.now.text).replace('{1}', () => parent.text))
  }

  private undo(): void {
    const before = this.undone.pop()
    if (before === undefined) return this.focus()
    this.root.branches = readOutline(before)
    this.now = this.root
    this.changed()
    this.say(word(this.element, 'undone'))
  }

  private note(): void {
    this.undone.push(this.outline())
    if (this.undone.length > longestUndo) this.undone.shift()
    this.buttons()
  }

  // ---- Writing in a branch

  private edit(branch: Branch): void {
    if (this.editing) this.finish()
    const item = this.items.get(branch)
    if (!item) return
    const input = make('input', 'om-mind-input')
    const before = branch.text
    input.value = before
    input.maxLength = 500
    input.setAttribute('aria-label', word(this.element, 'text'))
    input.autocomplete = 'off'
    item.replaceChildren(input)
    this.editing = { branch, input, before }
    if (before !== '') this.note()
    const fit = () => { input.size = Math.min(40, Math.max(8, input.value.length + 1)) }
    fit()
    input.addEventListener('input', () => {
      const words = input.value.replaceAll(/\s+/g, ' ').trimStart()
      // A branch without words is not kept, nor what grows from it: while it is written anew it keeps those it had.
      branch.text = words || (branch.branches.length > 0 ? before : '')
      fit()
      this.sync()
    })
    input.addEventListener('blur', () => { if (this.editing?.input === input) this.finish(false) })
    input.focus()
    input.select()
    item.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  /** Ends writing. A branch nothing was written in is no branch; one that was emptied but carries others keeps its words. */
  private finish(refocus = true): boolean {
    const at = this.editing
    if (!at) return true
    this.editing = undefined
    const text = at.input.value.replaceAll(/\s+/g, ' ').trim()
    const kept = text !== '' || at.branch.branches.length > 0
    at.branch.text = text || at.before
    if (text === at.before && text !== '') this.undone.pop()
    if (!kept) {
      const parent = this.parentOf(at.branch)
      parent?.branches.splice(parent.branches.indexOf(at.branch), 1)
      if (this.now === at.branch) this.now = parent ?? this.root
    } else if (at.before === '') {
      // What was new can be undone as a whole.
      const words = at.branch.text
      at.branch.text = ''
      this.undone.push(this.outline())
      at.branch.text = words
    }
    this.sync()
    this.draw()
    if (refocus) this.focus()
    return kept
  }

  // ---- Keys

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return
    const done = this.editing ? this.keyWriting(event) : this.keyMoving(event)
    if (done) event.preventDefault()
  }

  // Enter writes the next, Tab what grows from this; Escape ends it. With nothing written Tab goes on as everywhere: nobody is held.
  private keyWriting(event: KeyboardEvent): boolean {
    const plain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey
    if (event.key === 'Escape' || (event.key === 'Enter' && !plain)) { this.finish(); return true }
    if (event.key === 'Enter') { if (this.finish()) this.act('sibling'); return true }
    if (event.key !== 'Tab') return false
    if (event.shiftKey) { this.finish(); return true }
    if (!this.finish()) return false
    this.act('child')
    return true
  }

  private keyMoving(event: KeyboardEvent): boolean {
    const out = wide.matches && this.isLeft(this.now) ? 'ArrowLeft' : 'ArrowRight'
    const back = out === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft'
    if (event.altKey) {
      const act = ({ ArrowUp: 'up', ArrowDown: 'down', [out]: 'in', [back]: 'out' } as Record<string, Act>)[event.key]
      if (act) this.act(act)
      return act !== undefined
    }
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'z' || event.shiftKey) return false
      this.act('undo')
      return true
    }
    const order = [...this.items.keys()]
    const place = order.indexOf(this.now)
    switch (event.key) {
      case 'ArrowUp': return this.go(order[place - 1])
      case 'ArrowDown': return this.go(order[place + 1])
      case 'Home': return this.go(order[0])
      case 'End': return this.go(order.at(-1))
      case 'Enter': this.act(event.shiftKey || this.now === this.root ? 'sibling' : 'edit'); return true
      case 'F2': this.act('edit'); return true
      case 'Insert': this.act('child'); return true
      case 'Delete': case 'Backspace': this.act('delete'); return true
      case back: return this.go(this.now === this.root ? this.root.branches.find(branch => this.isLeft(branch)) : this.parentOf(this.now))
      case out: return this.go(this.now.branches[0])
    }
    return false
  }

  private go(branch: Branch | undefined): boolean {
    if (branch) { this.now = branch; this.focus() }
    return true
  }

  // ---- Pointers

  private click(event: Event): void {
    const branch = this.branchOf(event.target)
    if (!branch || this.editing?.branch === branch) return
    // A second tap on the same branch writes in it, which is all a finger can do.
    if (branch === this.now && event instanceof PointerEvent && event.pointerType === 'touch' && this.items.get(branch) === document.activeElement) this.act('edit')
    else this.go(branch)
  }

  // A mouse or pen drags a branch onto another, or between two. A finger scrolls; for it there are the buttons.
  private drag(event: PointerEvent): void {
    const branch = this.branchOf(event.target)
    if (!branch || branch === this.root || this.editing || event.pointerType === 'touch' || event.button !== 0) return
    const controller = new AbortController()
    const { signal } = controller
    let target: { branch: Branch, where: string } | undefined
    let moving = false
    const unmark = () => { for (const item of this.items.values()) delete item.dataset['drop'] }
    addEventListener('pointermove', to => {
      moving ||= Math.hypot(to.clientX - event.clientX, to.clientY - event.clientY) > 8
      if (!moving) return
      this.board.classList.add('om-mind-moving')
      unmark()
      const over = this.branchOf(document.elementFromPoint(to.clientX, to.clientY))
      target = undefined
      if (!over || this.holds(branch, over)) return
      const box = this.items.get(over)!.getBoundingClientRect()
      const share = (to.clientY - box.top) / box.height
      target = { branch: over, where: over === this.root || (share > .3 && share < .7) ? 'on' : share <= .3 ? 'before' : 'after' }
      this.items.get(over)!.dataset['drop'] = target.where
    }, { signal })
    const stop = (drop: boolean) => {
      controller.abort()
      this.board.classList.remove('om-mind-moving')
      unmark()
      if (!drop || !target) return
      this.now = branch
      if (target.where === 'on') return this.put(target.branch, target.branch.branches.length)
      const parent = this.parentOf(target.branch)!
      const rest = parent.branches.filter(other => other !== branch)
      this.put(parent, rest.indexOf(target.branch) + (target.where === 'after' ? 1 : 0))
    }
    addEventListener('pointerup', () => stop(moving), { signal })
    addEventListener('pointercancel', () => stop(false), { signal })
    addEventListener('keydown', key => { if (key.key === 'Escape') stop(false) }, { signal })
  }

  // ---- Showing

  private draw(): void {
    this.items.clear()
    const tree = make('ul', 'om-mind-tree')
    tree.setAttribute('role', 'tree')
    tree.setAttribute('aria-label', this.root.text)
    const middle = this.node(this.root, 1, 1, 1, 'om-mind-middle')
    const half = Math.ceil(this.root.branches.length / 2)
    for (const [side, from, to] of [['right', 0, half], ['left', half, this.root.branches.length]] as const) {
      const branches = this.root.branches.slice(from, to)
      if (branches.length === 0) continue
      const group = make('ul', `om-mind-side om-mind-${side}`)
      group.setAttribute('role', 'group')
      branches.forEach((branch, place) => group.append(this.grown(branch, 2, from + place, this.root.branches.length, `om-mind-${tones[(from + place) % tones.length]}`)))
      middle.append(group)
    }
    tree.append(middle)
    this.board.replaceChildren(tree)
    this.reach(this.items.has(this.now) ? this.now : this.root)
  }

  private grown(branch: Branch, level: number, place: number, of: number, look: string): HTMLElement {
    const node = this.node(branch, level, place + 1, of, look)
    if (branch.branches.length > 0) {
      const group = make('ul', 'om-mind-grown')
      group.setAttribute('role', 'group')
      branch.branches.forEach((inner, inside) => group.append(this.grown(inner, level + 1, inside, branch.branches.length, '')))
      node.append(group)
    }
    return node
  }

  private node(branch: Branch, level: number, place: number, of: number, look: string): HTMLElement {
    const node = make('li', `om-mind-node ${look}`.trim())
    node.setAttribute('role', 'none')
    const item = make('span', level === 2 ? 'om-mind-item om-mind-bough' : 'om-mind-item', branch.text)
    for (const [name, value] of [['role', 'treeitem'], ['tabindex', '-1'], ['aria-level', level], ['aria-posinset', place], ['aria-setsize', of]] as const) item.setAttribute(name, String(value))
    this.items.set(branch, item)
    node.append(item)
    return node
  }

  // One branch is the way in for the Tab key: the one last worked with.
  private reach(branch: Branch | undefined): void {
    if (!branch) return
    this.now = branch
    for (const [other, item] of this.items) {
      item.tabIndex = other === branch ? 0 : -1
      item.setAttribute('aria-selected', String(other === branch))
    }
    this.buttons()
  }

  private buttons(): void {
    const parent = this.parentOf(this.now)
    const place = parent?.branches.indexOf(this.now) ?? -1
    const can: Record<Act, boolean> = {
      child: true, sibling: true, edit: parent !== undefined, delete: parent !== undefined, undo: this.undone.length > 0,
      up: place > 0, down: parent !== undefined && place < parent.branches.length - 1, in: place > 0, out: parent !== undefined && parent !== this.root,
    }
    // Not disabled: a button that takes itself away from under a finger loses the focus with it.
    for (const button of this.element.querySelectorAll<HTMLButtonElement>('[data-mind-do]')) button.setAttribute('aria-disabled', String(!can[button.dataset['mindDo'] as Act]))
  }

  private focus(): void {
    this.reach(this.now)
    const item = this.items.get(this.now)
    item?.focus({ preventScroll: true })
    item?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  private changed(): void {
    this.sync()
    this.draw()
    this.focus()
  }

  private sync(): void {
    const outline = this.outline()
    if (outline === this.field.value) return
    this.field.value = outline
    const was = this.editing
    this.editing ??= { branch: this.root, input: make('input'), before: '' }
    this.field.dispatchEvent(new Event('input', { bubbles: true }))
    this.editing = was
  }

  private outline(): string { return writeOutline(this.root.branches).trimEnd() }

  private say(text: string): void {
    const place = this.element.querySelector('[data-mind-say]')
    if (place) place.textContent = text
  }

  // ---- Who belongs where

  private branchOf(target: EventTarget | null): Branch | undefined {
    const item = target instanceof Element ? target.closest('[role=treeitem]') : null
    return [...this.items].find(([, element]) => element === item)?.[0]
  }

  private parentOf(branch: Branch, within: Branch = this.root): Branch | undefined {
    if (within.branches.includes(branch)) return within
    for (const inner of within.branches) {
      const found = this.parentOf(branch, inner)
      if (found) return found
    }
    return undefined
  }

  private holds(branch: Branch, other: Branch): boolean { return branch === other || branch.branches.some(inner => this.holds(inner, other)) }

  private isLeft(branch: Branch): boolean {
    const half = Math.ceil(this.root.branches.length / 2)
    return this.root.branches.slice(half).some(bough => this.holds(bough, branch))
  }
}
