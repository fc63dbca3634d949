// What only a workshop needs: the clock and the bell, ideas that are never lost, and buttons that do not load the page anew.
import { onScan, scan } from './scan'
import { agenda } from './workshops/agenda'
import { bell } from './workshops/bell'
import { board } from './workshops/board'
import { outbox } from './workshops/outbox'
import { quick } from './workshops/quick'
import { timer } from './workshops/timer'

for (const module of [timer, bell, outbox, quick, board, agenda]) onScan(module)
scan(document)

document.addEventListener('omtanke:swapped', event => scan(event.target as Element))
