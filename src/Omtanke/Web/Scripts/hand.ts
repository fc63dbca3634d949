// All that a phone in a room needs, and no more: it may have come in on a bad connection, together with five hundred others.
import { grow } from './grow'
import { live } from './live'
import { onScan, scan } from './scan'
import { signOut } from './sign-out'
import { small } from './small'
import { theme } from './theme'
import { sweep } from './waiting'
import { outbox } from './workshops/outbox'
import { quick } from './workshops/quick'
import { timer } from './workshops/timer'

document.documentElement.dataset['script'] = ''
sweep()
for (const module of [signOut, theme, grow, small, timer, outbox, quick, live]) onScan(module)
scan(document)
