// What time it is at the server: a device's own clock may be wrong by minutes, and everybody's time is up at the same moment.
// Kept on the page itself, where the scripts that are fetched later find it.

const page = document.documentElement.dataset

/** The server says what time it is; what is no time is not listened to. */
export function itIs(now: number): void { if (now > 0) page['offset'] = String(now - Date.now()) }

/** Milliseconds since 1970, as the server counts them. */
export function now(): number { return Date.now() + (Number(page['offset']) || 0) }
