// Reads a calendar with ical.js: node icaljs.mjs FILE says which events it holds, as a list in JSON.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component, { strictExceptions: true });
  const { startDate, endDate } = event;
  return {
    uid: event.uid,
    summary: event.summary,
    description: event.description,
    start: startDate.toString(),
    end: endDate.toString(),
    wholeDay: startDate.isDate && endDate.isDate,
    stamp: component.getFirstPropertyValue("dtstamp").toString(),
    alarms: component.getAllSubcomponents("valarm").length,
    properties: component.getAllProperties().map((property) => property.name).sort(),
  };
});
const version = calendar.getFirstPropertyValue("version");
console.log(JSON.stringify({ name: calendar.name, version, zones: calendar.getAllSubcomponents("vtimezone").length, events }));
