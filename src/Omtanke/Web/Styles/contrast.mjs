// Checks the colours of _theme.scss that stand on each other, in light and dark, against WCAG 2.2 AA: 4.5 for text, 3 for edges,
// marks and focus. Run by `npm run check`; `--all` shows every pair.

import { readFileSync } from 'node:fs'

const text = 4.5
const edge = 3
const grounds = ['paper', 'card', 'sunk', 'calm-soft', 'warm-soft', 'leaf-soft', 'error-soft', 'notice-soft']

const pairs = [
  ...each(['ink'], grounds, text),
  ...each(['ink-soft'], ['paper', 'card', 'sunk'], text),
  ...each(['calm'], ['paper', 'card', 'sunk', 'calm-soft', 'warm-soft'], text),
  ...each(['calm-deep'], ['paper', 'card', 'calm-soft', 'warm-soft', 'notice-soft'], text),
  ...each(['warm'], ['paper', 'card', 'sunk'], text),
  ...each(['warm-deep'], ['warm-soft', 'card'], text),
  ...each(['leaf'], ['leaf-soft', 'card'], text),
  ...each(['error'], ['error-soft', 'card', 'paper'], text),
  ...each(['notice'], ['notice-soft', 'card', 'paper'], text),
  ...each(['on-calm'], ['calm', 'calm-deep'], text),
  ...each(['card'], ['warm'], text),
  ...each(['paper'], ['ink'], text),
  ...each(['line-strong'], ['paper', 'card', 'sunk'], edge),
  ...each(['calm', 'warm', 'leaf', 'error', 'notice'], ['card', 'paper'], edge),
  ...each(['focus'], grounds, edge),
]

const source = readFileSync(new URL('_theme.scss', import.meta.url), 'utf8')
let poor = 0
for (const theme of ['light', 'dark']) {
  const colours = read(theme)
  const ratios = pairs.map(([front, back, least]) => ({ front, back, least, ratio: contrast(colours[front], colours[back]) }))
  for (const { front, back, least, ratio } of ratios) {
    if (ratio < least) poor++
    if (ratio < least || process.argv.includes('--all')) console.log(`${theme}: ${front} on ${back} ${ratio.toFixed(2)}${ratio < least ? `, needs ${least}` : ''}`)
  }
  const texts = ratios.filter(pair => pair.least === text).map(pair => pair.ratio)
  const edges = ratios.filter(pair => pair.least === edge).map(pair => pair.ratio)
  console.log(`contrast ${theme}: ${ratios.length} pairs, lowest text ${Math.min(...texts).toFixed(2)}, lowest edge ${Math.min(...edges).toFixed(2)}`)
}
if (poor > 0) process.exitCode = 1

function each(fronts, backs, least) { return fronts.flatMap(front => backs.map(back => [front, back, least])) }

function read(theme) {
  const block = source.slice(source.indexOf(`@mixin ${theme} {`)).split('\n}')[0]
  return Object.fromEntries([...block.matchAll(/--om-([\w-]+): (#[0-9a-f]{3,6});/g)].map(match => [match[1], match[2]]))
}

function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + .05) / (dark + .05)
}

function luminance(hex) {
  const full = hex.length === 4 ? [...hex.slice(1)].map(digit => digit + digit).join('') : hex.slice(1)
  const [r, g, b] = [0, 2, 4].map(at => parseInt(full.slice(at, at + 2), 16) / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
  return .2126 * r + .7152 * g + .0722 * b
}
