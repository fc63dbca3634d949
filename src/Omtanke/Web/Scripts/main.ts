// Where the scripts start. Each module looks for its own data attribute; a page without script still works.
import htmx from 'htmx.org'
import { autosave } from './autosave'
import { clock } from './clock'
import { copyLine } from './copy-line'
import { drawn } from './drawn'
import { guide } from './guide'
import { grow } from './grow'
import { keep } from './keep'
import { live } from './live'
import { passkey } from './passkey'
import { onScan, scan } from './scan'
import { signOut } from './sign-out'
import { small } from './small'
import { sweep } from './waiting'
import { theme } from './theme'
import { wall } from './wall'

document.documentElement.dataset['script'] = ''
sweep()
for (const module of [
  signOut, theme, grow, small, copyLine, keep, autosave, clock, live, passkey, guide, drawn, wall,
]) onScan(module)
scan(document)

document.addEventListener('htmx:load', event => scan((event as CustomEvent<{ elt: ParentNode }>).detail.elt))
document.addEventListener('omtanke:swapped', event => htmx.process(event.target as Element))
