// What only a drawing or a table of hours needs is fetched where one stands: a first page stays light for somebody on a bus.

const needs = '[data-circles], [data-hours-table], [data-mind], [data-png], [data-turn]'

let asked = false

/** Fetches the scripts of the drawings once, when the page shows one of them. */
export function drawn(root: ParentNode): void {
  const address = document.querySelector<HTMLElement>('script[data-drawings]')?.dataset['drawings']
  if (asked || !address || !root.querySelector(needs)) return
  asked = true
  const script = document.createElement('script')
  script.src = address
  document.head.append(script)
}
