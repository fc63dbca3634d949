// A form's values by name, read and put back. Several values of one name (checkboxes) stay in order.

/** What a form holds: each name with its values. */
export type Values = Record<string, string[]>

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** The controls a person types in or chooses with; not buttons, files, passwords, hidden fields, or what asks not to be kept. */
export function controls(form: HTMLFormElement): Control[] {
  return [...form.elements].filter((element): element is Control =>
    (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement ||
      (element instanceof HTMLInputElement && !['hidden', 'password', 'file', 'submit', 'button', 'reset', 'image'].includes(element.type))) &&
    element.name !== '' && element.closest('[data-no-keep]') === null)
}

/** The values of those controls. */
export function read(form: HTMLFormElement): Values {
  const values: Values = {}
  for (const control of controls(form)) {
    const list = values[control.name] ??= []
    if (!isTick(control) || control.checked) list.push(control.value)
  }
  return values
}

/** The values a form came from the server with. */
export function rendered(form: HTMLFormElement): Values {
  const values: Values = {}
  for (const control of controls(form)) {
    const list = values[control.name] ??= []
    if (isTick(control)) { if (control.defaultChecked) list.push(control.value) }
    else if (control instanceof HTMLSelectElement) list.push((([...control.options].find(o => o.defaultSelected) ?? control.options[0])?.value) ?? '')
    else list.push(normal(control.defaultValue))
  }
  return values
}

/** Puts values into a form; true when anything changed. */
export function write(form: HTMLFormElement, values: Values): boolean {
  let changed = false
  const position: Record<string, number> = {}
  for (const control of controls(form)) {
    const list = values[control.name]
    if (!list) continue
    if (isTick(control)) {
      const on = list.includes(control.value)
      changed ||= on !== control.checked
      control.checked = on
      continue
    }
    const at = position[control.name] ?? 0
    position[control.name] = at + 1
    const value = list[at]
    if (value === undefined || value === control.value) continue
    control.value = value
    changed = true
  }
  if (changed) form.dispatchEvent(new Event('omtanke:filled', { bubbles: true }))
  return changed
}

/** Whether two lists of values are the same. */
export function same(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return (a ?? []).length === (b ?? []).length && (a ?? []).every((value, i) => normal(value) === normal(b?.[i] ?? ''))
}

/** Whether two forms hold the same. */
export function sameAll(a: Values, b: Values): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every(name => same(a[name], b[name]))
}

/** Forms are sent with CR LF and shown with LF: to us it is one text. */
export function normal(text: string): string { return text.replaceAll('\r\n', '\n') }

/** Whether it is chosen rather than written in. */
export function isTick(control: Control | undefined): control is HTMLInputElement {
  return control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio')
}
