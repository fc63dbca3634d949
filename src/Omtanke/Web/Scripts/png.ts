// A drawing as PNG, made here in the browser out of the same SVG the server gives: nothing is sent anywhere.
import { each } from './scan'

const sharpness = 2
const longest = 8000

/** `<button data-png="/…/drawing.svg" data-png-name="….png" hidden>` */
export function png(root: ParentNode): void {
  each<HTMLButtonElement>(root, '[data-png]', button => {
    button.hidden = false
    const address = button.dataset['png'] ?? ''
    // Where no picture comes, the drawing's own page says why: whoever has been away for long signs in there.
    button.addEventListener('click', () => void download(address, button.dataset['pngName'] ?? '').catch(() => { location.href = address }))
  })
}

async function download(address: string, name: string): Promise<void> {
  const picture = new Image()
  // What was drawn a moment ago may have been saved since the picture was last fetched.
  picture.src = `${address}?at=${Date.now()}`
  await picture.decode()
  const scale = Math.min(sharpness, longest / Math.max(picture.naturalWidth, picture.naturalHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(picture.naturalWidth * scale)
  canvas.height = Math.ceil(picture.naturalHeight * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const file = await new Promise<Blob | null>(done => canvas.toBlob(done, 'image/png'))
  if (!file) return
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
