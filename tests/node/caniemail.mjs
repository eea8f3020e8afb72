// What today's Gmail, Outlook and Apple Mail lack of the HTML and CSS that pages use, as caniemail.com tells.
// In: a JSON list of pages. Out: a JSON object, {feature: {client: [whether none of it or a part works, notes]}}.
import { caniemail, rawData } from "caniemail";
import { text } from "node:stream/consumers";

const CLIENTS = ["gmail.*", "outlook.*", "apple-mail.*"];

// The package takes for the newest of a program's versions the last in the order of letters, so that 6.1 is newer than 16.0.
const newest = (versions) => Object.keys(versions).sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1);
for (const { stats } of rawData.data)
  for (const family of Object.values(stats))
    for (const [client, versions] of Object.entries(family)) family[client] = { now: versions[newest(versions)] };

// It does not look at what is inside a media query either, nor at what one asks: so rules that are inside are looked at
// by themselves, and so is what is asked.
const QUERY = /@media\s*(\([a-z-]+)[^{]*\{((?:[^{}]*\{[^{}]*\})*)\}/g;
const asked = new Map(rawData.data.map((one) => [one.title.match(/^@media (\([a-z-]+)/)?.[1], one]));

const found = {};
const note = (title, client, support, notes) => ((found[title] ??= {})[client] = [support, notes]);

for (const page of JSON.parse(await text(process.stdin))) {
  const queries = [...page.matchAll(QUERY)];
  for (const source of [{ html: page }, ...queries.map((query) => ({ css: query[2] }))]) {
    const { issues } = caniemail({ clients: CLIENTS, ...source });
    for (const list of [issues.errors, issues.warnings])
      for (const [client, lacking] of list)
        for (const { title, support, notes } of lacking) note(title, client, support, notes);
  }
  for (const [, question] of queries) {
    const { title, stats } = asked.get(question);
    for (const family of ["gmail", "outlook", "apple-mail"])
      for (const [client, { now }] of Object.entries(stats[family]))
        if (!now.startsWith("y")) note(title, `${family}.${client}`, now.startsWith("n") ? "none" : "partial", []);
  }
}
console.log(JSON.stringify(found));
