// Cards one at a time. Without script they all lie on the table; nothing that is written leaves the form when a card is turned away.
import { each } from './scan'

/** `data-turn="one"` (or `all` to begin with all of them) around `[data-turn-card]` and the buttons `data-turn-to="next|previous|any|all|one"`. */
export function turn(root: ParentNode): void {
  each(root, '[data-turn]', box => new Pile(box))
}

class Pile {
  private readonly cards: HTMLElement[]
  private at = 0
  private alone = false
  /** Cards nobody has drawn yet: none comes twice before all have been. */
  private left: number[] = []

  constructor(private readonly box: HTMLElement) {
    this.cards = [...box.querySelectorAll<HTMLElement>('[data-turn-card]')]
    if (this.cards.length < 2) return
    this.alone = box.dataset['turn'] === 'one'
    // A card with something wrong on it, or the one the address points at, lies on top.
    this.at = Math.max(0, this.cards.findIndex(card => card.querySelector('[aria-invalid="true"]')))
    box.querySelectorAll<HTMLElement>('[data-turn-to]').forEach(button => button.addEventListener('click', () => this.go(button.dataset['turnTo'] ?? '')))
    box.addEventListener('omtanke:clash', event => this.open(event.target as Node))
    addEventListener('hashchange', () => this.pointed())
    this.lay()
    this.pointed()
  }

  private go(to: string): void {
    const count = this.cards.length
    if (to === 'all') this.alone = false
    else {
      if (to === 'next') this.at = (this.at + 1) % count
      else if (to === 'previous') this.at = (this.at + count - 1) % count
      else if (to === 'any') this.at = this.draw()
      this.alone = true
    }
    this.lay()
    if (this.alone) this.cards[this.at]?.focus()
    else this.box.querySelector<HTMLElement>('[data-turn-to="one"]')?.focus()
  }

  private draw(): number {
    if (this.left.length === 0) this.left = this.cards.map((_, place) => place).filter(place => place !== this.at)
    return this.left.splice(Math.floor(Math.random() * this.left.length), 1)[0] ?? 0
  }

  private pointed(): void {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null
    if (target && this.open(target)) target.focus()
  }

  private open(within: Node): boolean {
    const place = this.cards.findIndex(card => card.contains(within))
    if (place < 0) return false
    this.at = place
    this.lay()
    return true
  }

  private lay(): void {
    this.cards.forEach((card, place) => { card.hidden = this.alone && place !== this.at })
    this.box.classList.toggle('om-turned', this.alone)
    this.box.querySelectorAll<HTMLElement>('[data-turn-to]').forEach(button => {
      const to = button.dataset['turnTo']
      button.hidden = to === 'one' ? this.alone : to !== 'any' && !this.alone
    })
  }
}
