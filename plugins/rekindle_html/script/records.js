/* What is saved of answers, as answers.schema.json says, and what is read of it again. */

/* When, as RFC 3339 has it, by the clock on the wall. */
function now() {
  const date = new Date();
  const minutes = -date.getTimezoneOffset();
  const two = (number) => String(Math.floor(Math.abs(number))).padStart(2, "0");
  const here = new Date(date.getTime() + minutes * 60000).toISOString().slice(0, 19);
  return `${here}${minutes < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/* Where each answer comes from, and when it was given. A place that is here and empty was cleared. */
const origins = new Map(Object.entries(data.filled).map(([name, [source, when]]) => [name, { source, ...(when && { when }) }]));

/* What the page itself brought along. */
const given = current();

function current() {
  const known = (name) => answer(name) !== undefined || origins.has(name);
  return new Map([...fields.keys()].filter(known).map((name) => [name, { value: answer(name), source: "workbook", ...origins.get(name) }]));
}

const bare = (words) => String(words).replace(/[\s\p{Cf}]/gu, "");

function typed(name, value) {
  if (value === undefined) return { type: "cleared" };
  if (typeof value === "number") return { type: "number", value };
  if (Array.isArray(value)) return { type: "choices", value };
  return { type: fields.get(name)[0].localName === "textarea" ? "text" : "choice", value };
}

const asFile = (name) => ({ question: question(name) });

/* What a browser keeps has a number in place of each question, which may hold a name; it tells whether that changed. */
function mark(words) {
  let number = 5381;
  for (const one of bare(words)) number = ((number * 33) ^ one.codePointAt(0)) >>> 0;
  return number;
}
const asKept = (name) => ({ mark: mark(question(name)) });

function record(answers, asked) {
  const { format, program_id, pack } = data;
  const entries = [...fields.keys()].filter((name) => answers.has(name)).map((name) => {
    const { value, source, when } = answers.get(name);
    return { id: idOf(name), value: typed(name, value), ...asked(name), source, ...(when && { when }) };
  });
  return { format, program_id, ...(pack && { pack }), answers: entries };
}

/* What was saved; if it cannot be read, what is thrown says why, in words for the reader. */
function read(text) {
  const object = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const found = attempt(() => JSON.parse(text), () => null);
  if (!object(found) || !Number.isInteger(found.format) || found.format < 1) throw word("damaged");
  if (found.format > data.format) throw word("newer");
  const old = found.format < 3;
  // Files of format 1 named their program by a hash of its reader's answers, which no page holds any more.
  const here = found.format === 1 || found.program_id === data.program_id;
  if (found.format > 1 && typeof found.program_id !== "string") throw word("damaged");
  if (old ? !object(found.answers) : !Array.isArray(found.answers)) throw word("damaged");
  if (object(found.pack) && data.pack && found.pack.id !== data.pack.id) throw word("other", { id: found.program_id.slice(0, 40) });
  const entries = old
    ? Object.entries(found.answers).map(([name, value]) => ({ id: { ...idOf(name), occurrence: 0 }, value: { value } }))
    : found.answers;
  const sound = (one) => object(one) && object(one.id) && typeof one.id.item === "string" && object(one.value);
  if (!entries.every(sound)) throw word("damaged");
  return { ...sorted(entries, here), here, id: String(found.program_id).slice(0, 40), at: old ? found.at : undefined };
}

/* Which answers belong on this page, by their places; and which are left. An old answer to a new question is none. */
function sorted(entries, here) {
  const answers = new Map();
  const left = [];
  for (const entry of entries) {
    const name = placeOf(entry.id, here);
    const apart = name && !here && homeOf(name).closest(".rating, .check, .review");
    const changed = name && ((entry.question && bare(entry.question) !== bare(question(name))) ||
      (entry.mark && entry.mark !== mark(question(name))));
    const cleared = entry.value.type === "cleared";
    const value = name && !cleared ? fitting(name, entry.value.value) : undefined;
    if (!name || apart || changed || (!cleared && value === undefined)) left.push(entry);
    else answers.set(name, { value, source: entry.source || "workbook", ...(typeof entry.when === "string" && { when: entry.when }) });
  }
  return { answers, left };
}

const age = ({ when } = {}) => Date.parse(when) || 0;

/* What is kept, over what the page brought along, unless that is newer. */
function over(answers) {
  const both = new Map([...given, ...answers]);
  for (const [name, one] of given) if (age(one) > age(answers.get(name))) both.set(name, one);
  return both;
}

function adopt(name, { value, source, when }) {
  fill(name, value);
  origins.set(name, { source, ...(when && { when }) });
}

function take({ answers, at: last }) {
  answers.forEach((one, name) => adopt(name, one));
  const newest = [...answers].filter(([, one]) => one.when).sort(([, one], [, other]) => age(other) - age(one))[0];
  at = fields.has(last) ? last : newest ? newest[0] : at;
  progress();
  goOn();
}
