/* Answers on the page. A field is, for each name, one textarea, a number, or the boxes that share the name. */

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

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const flat = (element) => (element ? element.textContent.replace(/\s+/g, " ").trim() : "");
const written = ({ localName, type }) => localName === "textarea" || type === "number";
const homeOf = (name) => fields.get(name)[0].closest(".task, .check");
let at;               // the place that was written in last
let unsaved = false;

/* What is asked at a place: what stands before it, as far as the place before, and its own label. Neither what kind of
   task it is nor what it can be answered with. */
const questions = new Map();
function question(name) {
  if (!questions.has(name)) {
    const asked = document.createElement("div");
    const home = homeOf(name);
    let [part] = fields.get(name);
    // A row of a grid asks for itself.
    const row = part.closest(".rows > *");
    while (part !== row && part.parentElement !== home) part = part.parentElement;
    const answers = "textarea, input";
    for (; part && !(asked.firstChild && (row || part.matches(answers) || part.querySelector(answers))); part = part.previousElementSibling) {
      asked.prepend(part.cloneNode(true));
    }
    all(".kind, .starter, .earlier, small, textarea, .scale, fieldset > label, button, .instead, .printed, thead, tbody", asked).forEach((one) => one.remove());
    all("p, li, legend, label, h2, h3, h4, h5, h6", asked).forEach((one) => one.append(" "));
    questions.set(name, flat(asked) + cellOf(name));
  }
  return questions.get(name);
}

/* Which cell of a table it is. */
function cellOf(name) {
  const cell = fields.get(name)[0].closest(".cells td");
  if (!cell) return "";
  const head = cell.closest("table").tHead.rows[0].cells[cell.cellIndex].cloneNode(true);
  all("small", head).forEach((one) => one.remove());
  return ` – ${flat(cell.parentElement.cells[0])}: ${flat(head)}`;
}

function answer(name) {
  const [first] = fields.get(name);
  if (first.type === "number") return first.value !== "" && first.validity.valid ? Number(first.value) : undefined;
  if (first.localName === "textarea") return first.value.trim() ? first.value : undefined;
  const ticked = fields.get(name).filter((box) => box.checked).map((box) => box.value);
  if (!ticked.length) return undefined;
  if (first.type === "checkbox") return ticked;
  return first.closest(".scale") ? Number(ticked[0]) : ticked[0];
}

function fill(name, value) {
  for (const control of fields.get(name)) {
    if (!written(control)) {
      control.checked = value !== undefined && [].concat(value).map(String).includes(control.value);
    } else {
      control.value = value === undefined ? "" : value;
      if (control.type !== "number") grow(control);
    }
  }
}

/* A value as this place could have given it; nothing for one that it could not. */
function fitting(name, value) {
  const [first] = fields.get(name);
  if (first.localName === "textarea") return typeof value === "string" && value.trim() ? value : undefined;
  if (first.type === "number") {
    const number = typeof value === "string" && value.trim() ? Number(value) : value;
    return Number.isInteger(number) && number >= first.min && number <= first.max ? number : undefined;
  }
  const values = fields.get(name).map((control) => control.value);
  const wanted = value === true && values.length === 1 ? values : [].concat(value).map(String);
  const chosen = values.filter((one) => wanted.includes(one));
  if (!chosen.length || !wanted.every((one) => chosen.includes(one))) return undefined;
  if (first.type === "checkbox") return chosen;
  if (chosen.length > 1) return undefined;
  return first.closest(".scale") ? Number(chosen[0]) : chosen[0];
}
