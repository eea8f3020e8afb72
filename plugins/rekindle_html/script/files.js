/* Saving answers to a file, loading and erasing them. */

/* One limit for both ways, in MB: what is saved can be loaded, and a film that was chosen by mistake is not read. */
const most = 64;
const tooMuch = ({ size }) => size > most * 1e6;

function ask(text, yes) {
  const box = byId("ask");
  if (!box.showModal) return Promise.resolve(window.confirm(text));
  byId("ask-said").textContent = text;
  byId("ask-yes").textContent = yes;
  box.showModal();
  byId("ask-no").focus();
  return new Promise((resolve) => {
    byId("ask-yes").onclick = () => { resolve(true); box.close(); };
    byId("ask-no").onclick = () => box.close();
    box.onclose = () => resolve(false);
  });
}

function hand(ending, type, text) {
  if (!current().size) { say(word("nothing")); return; }
  const file = new Blob([text()], { type });
  if (ending === "json" && tooMuch(file)) { say(word("too_long", { size: most })); return; }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `answers-${data.program_id.replace(/[^0-9A-Za-z_-]/g, "")}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  unsaved = false;
  say(word("saved", { name: link.download }));
}

/* What an element says, but for small print: how long a task takes, what the ends of a scale mean. */
function words(element) {
  const copy = element && element.cloneNode(true);
  if (copy) all("small, textarea", copy).forEach((part) => part.remove());
  return flat(copy);
}

/* The answers to read: each under its question, and those under the titles of the parts. */
function inWords() {
  const lines = [flat(document.querySelector("h1"))];
  let part, home, asked;
  for (const [name, controls] of fields) {
    if (answer(name) === undefined) continue;
    const [first] = controls;
    const area = first.localName === "textarea";
    if (part !== (part = first.closest("main > section"))) lines.push("", "", `* ${flat(part.querySelector("h2"))}`);
    const before = home;
    home = first.closest(".task, .check");
    const group = first.closest(".cells") ? null : first.closest("fieldset");
    const label = cellOf(name) ? cellOf(name).slice(3) : area ? words(first.labels[0]) : "";
    const question = words(home.querySelector("caption")) || words(group && group.querySelector("legend")) || words(home.querySelector('[id$="--question"]')) || label;
    if (home !== before) lines.push("", ...[words(home.querySelector(".kind"))].filter(Boolean));
    if (question && (home !== before || asked !== question)) lines.push(question);
    asked = question;
    if (label && label !== question) lines.push(`  ${label}:`);
    const ticked = controls.filter((box) => box.checked).map((box) => (box.labels.length ? flat(box.labels[0]) : "✓"));
    const scale = first.type === "number" ? first.value : typeof answer(name) === "number" && `${answer(name)} (${first.value}–${controls.slice(-1)[0].value})`;
    const said = area ? first.value.trimEnd().split("\n") : scale ? [scale] : ticked;
    lines.push(...said.map((line) => `  ${line}`));
  }
  return `${lines.join("\n")}\n`;
}

byId("save").onclick = () => hand("json", "application/json", () => `${JSON.stringify(record(current(), asFile), null, 2)}\n`);
byId("save-text").onclick = () => hand("txt", "text/plain;charset=utf-8", inWords);
byId("load").onclick = () => byId("file").click();

byId("file").onchange = async () => {
  const [file] = byId("file").files;
  try {
    if (tooMuch(file)) throw word("too_large", { size: most });
    const found = read(await file.text());
    const names = [...found.answers.keys()];
    if (!found.here && !(await ask(word("fit_ask", { id: found.id }), word("fit")))) return;
    const other = (name) => answer(name) !== undefined && !same(answer(name), found.answers.get(name).value);
    if (names.some(other) && !(await ask(word("replace_ask"), word("replace")))) return;
    take(found);
    if (keeping) put(names);
    list(found.left);
    say(found.left.length ? word("left", { n: found.left.length }) : word("loaded"));
  } catch (reason) {
    say(typeof reason === "string" ? reason : word("damaged"));
  } finally {
    byId("file").value = "";
  }
};

/* What was not put in, each with its question, to be read or copied; nowhere else is it kept. */
function list(left) {
  byId("rest").hidden = !left.length;
  byId("rest-said").textContent = word("left", { n: left.length });
  byId("rest-list").replaceChildren(...left.map(({ id, question: asked, value }) => {
    const item = document.createElement("li");
    const said = value.type === "cleared" ? "–" : [].concat(value.value).join(", ");
    item.append(asked || nameOf(id), document.createElement("br"), said);
    return item;
  }));
}

byId("erase").onclick = async () => {
  if (!(await ask(word("erase_ask"), word("erase")))) return;
  for (const name of fields.keys()) fill(name, undefined);
  origins.clear();
  given.clear();
  list([]);
  attempt(() => kept() !== "off" && localStorage.removeItem(data.key), () => {});
  keeping = keeping && !data.discreet;
  owed.clear();
  at = undefined;
  unsaved = false;
  describe();
  progress();
  goOn();
  say(word("erased"));
};
