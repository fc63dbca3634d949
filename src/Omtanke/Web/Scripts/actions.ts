// The board of the plan: with a mouse a card may be dragged into another column, besides its buttons. Dropping it presses the button of that column.

for (const board of document.querySelectorAll<HTMLElement>('[data-board]')) {
  const columns = [...board.querySelectorAll<HTMLElement>('[data-board-column]')]
  let dragged: HTMLElement | null = null

  const way = (to: string) => dragged?.querySelector<HTMLElement>(`button[value="${to}"], [data-board-way="${to}"]`) ?? null
  const mark = (at: HTMLElement | null) => { for (const column of columns) column.classList.toggle('om-action-over-column', column === at) }

  for (const card of board.querySelectorAll<HTMLElement>('[data-board-card]:has(form)')) {
    card.draggable = true
    card.addEventListener('dragstart', event => {
      dragged = card
      event.dataTransfer?.setData('text/plain', '')
      card.classList.add('om-action-dragged')
    })
    card.addEventListener('dragend', () => {
      card.classList.remove('om-action-dragged')
      mark(null)
      dragged = null
    })
  }
  for (const column of columns) {
    const to = column.dataset['boardColumn'] ?? ''
    column.addEventListener('dragover', event => {
      if (!way(to)) return
      event.preventDefault()
      mark(column)
    })
    column.addEventListener('dragleave', event => { if (!column.contains(event.relatedTarget as Node | null)) mark(null) })
    column.addEventListener('drop', event => {
      event.preventDefault()
      way(to)?.click()
    })
  }
}
