/* Answers, and what is saved of them. A field is, for each name, one textarea or the boxes that share the name. */

const main = document.querySelector("main");
const fields = new Map();
for (const control of all("textarea, input", main)) {
  fields.set(control.name, (fields.get(control.name) || []).concat(control));
}

/* What is typed is not translated, nor read on a discreet page by a helper such as Grammarly: both send it away. */
for (const area of all("textarea", main)) {
  area.translate = false;
  if (data.discreet) area.dataset.gramm = "false";
}

const whole = (value) => (/^-?\d+$/.test(value) ? Number(value) : value);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
let at;               // the place that was written in last
let unsaved = false;

function answer(name) {
  const [first] = fields.get(name);
  if (first.localName === "textarea") return first.value.trim() ? first.value : undefined;
  const ticked = fields.get(name).filter((box) => box.checked).map((box) => box.value);
  if (!ticked.length) return undefined;
  return first.type === "radio" ? whole(ticked[0]) : ticked;
}

function fill(name, value) {
  for (const control of fields.get(name)) {
    if (control.localName !== "textarea") {
      control.checked = value !== undefined && [].concat(value).map(String).includes(control.value);
    } else {
      control.value = value === undefined ? "" : value;
      grow(control);
    }
  }
}

/* Whether a value is one that this place could have given. */
function fits(name, value) {
  if (!fields.has(name)) return false;
  const [first] = fields.get(name);
  const values = fields.get(name).map((control) => control.value);
  if (first.localName === "textarea") return typeof value === "string" && value.trim() !== "";
  if (first.type === "radio") return values.map(whole).includes(value);
  return Array.isArray(value) && value.length > 0 && new Set(value).size === value.length &&
    value.every((one) => values.includes(one));
}

/* What is saved, as answers.schema.json says. */
function record() {
  const answers = {};
  for (const name of fields.keys()) if (answer(name) !== undefined) answers[name] = answer(name);
  return { format: data.format, program_id: data.program_id, ...(at && { at }), answers };
}

/* What was saved; if it cannot be read, what is thrown says why, in words for the reader. */
function read(text) {
  const object = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const found = attempt(() => JSON.parse(text), () => null);
  if (!object(found) || !Number.isInteger(found.format) || found.format < 1) throw word("damaged");
  if (found.format > data.format) throw word("newer");
  // Files of format 1 named their program by a hash of its reader's answers, which no page holds any more.
  if (found.format > 1) {
    if (typeof found.program_id !== "string") throw word("damaged");
    if (found.program_id !== data.program_id) throw word("other", { id: found.program_id.slice(0, 40) });
  }
  if (!object(found.answers)) throw word("damaged");
  if (!Object.keys(found.answers).every((name) => fits(name, found.answers[name]))) throw word("damaged");
  return found;
}

function take(found) {
  Object.keys(found.answers).forEach((name) => fill(name, found.answers[name]));
  if (fields.has(found.at)) at = found.at;
  progress();
  goOn();
}
