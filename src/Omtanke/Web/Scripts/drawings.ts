// The scripts of what is drawn: circles, mind map, hours, cards to turn, pictures to take along. `drawn.ts` fetches them.
import { circles } from './circles'
import { hours } from './hours'
import { mindMap } from './mind-map'
import { png } from './png'
import { onScan, scan } from './scan'
import { turn } from './turn'

for (const module of [circles, hours, mindMap, png, turn]) onScan(module)
scan(document)

document.addEventListener('htmx:load', event => scan((event as CustomEvent<{ elt: ParentNode }>).detail.elt))
