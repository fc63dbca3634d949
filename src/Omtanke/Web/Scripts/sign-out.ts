// Signing out leaves nothing of a person in the tab.
import { each } from './scan'
import { clear } from './waiting'

/** `<form data-sign-out>` */
export function signOut(root: ParentNode): void {
  each<HTMLFormElement>(root, 'form[data-sign-out]', form => form.addEventListener('submit', clear))
}
