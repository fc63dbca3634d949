// The bell of the room: a soft tone made here, without any file. Browsers let a page sound only after somebody has pressed
// something on it, so the room's screen asks for that press at the start; the same press keeps the screen awake.
import { each } from '../scan'
import { word } from '../words'

let sound: AudioContext | undefined

/** `<button data-bell-on data-word-on>` */
export function bell(root: ParentNode): void {
  each<HTMLButtonElement>(root, '[data-bell-on]', button => button.addEventListener('click', () => {
    sound ??= new AudioContext()
    void sound.resume().then(() => ring())
    void stayAwake()
    button.setAttribute('aria-pressed', 'true')
    const label = button.querySelector('span')
    if (label) label.textContent = word(button, 'on')
    document.documentElement.dataset['bell'] = 'on'
  }))
}

/** Rings, where somebody has let it. */
export function ring(): void {
  document.dispatchEvent(new Event('omtanke:rang'))
  if (!sound) return
  for (const [start, pitch] of [[0, 660], [.45, 880], [.9, 660]] as const) {
    const [tone, volume] = [sound.createOscillator(), sound.createGain()]
    const from = sound.currentTime + start
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(.0001, from)
    volume.gain.exponentialRampToValueAtTime(.5, from + .02)
    volume.gain.exponentialRampToValueAtTime(.0001, from + 1.6)
    tone.connect(volume).connect(sound.destination)
    tone.start(from)
    tone.stop(from + 1.7)
  }
}

// The lock is gone whenever the page is hidden; it is taken again when somebody looks.
async function stayAwake(): Promise<void> {
  const take = async () => { try { await navigator.wakeLock?.request('screen') } catch { /* a device that saves power says no */ } }
  document.addEventListener('visibilitychange', () => { if (!document.hidden) void take() })
  await take()
}
