// All that somebody needs who answers a collection: what they answer is saved, and no more comes over a bad connection.
import { autosave } from './autosave'
import { grow } from './grow'
import { onScan, scan } from './scan'
import { small } from './small'
import { sweep } from './waiting'

document.documentElement.dataset['script'] = ''
sweep()
for (const module of [grow, small, autosave]) onScan(module)
scan(document)
