// Reads a calendar file the way Thunderbird does, and says what it found there.
import { readFileSync } from 'node:fs'
import ICAL from 'ical.js'

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, 'utf8')))
const problems = []
const events = calendar.getAllSubcomponents('vevent').map(component => {
  const event = new ICAL.Event(component)
  for (const name of ['uid', 'dtstamp', 'dtstart']) if (component.getAllProperties(name).length !== 1) problems.push(`${name} ${component.getAllProperties(name).length} times`)
  return {
    uid: event.uid, summary: event.summary, allDay: event.startDate.isDate, starts: event.startDate.isDate ? event.startDate.toString() : event.startDate.toJSDate().toISOString(),
    ends: event.endDate.isDate ? event.endDate.toString() : event.endDate.toJSDate().toISOString(), url: component.getFirstPropertyValue('url'), class: component.getFirstPropertyValue('class'),
  }
})
console.log(JSON.stringify({ version: calendar.getFirstPropertyValue('version'), product: calendar.getFirstPropertyValue('prodid'), name: calendar.getFirstPropertyValue('x-wr-calname'), problems, events }))
