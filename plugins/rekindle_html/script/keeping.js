/* Keeping answers in the browser: a record as it is saved, or `off` where a reader would rather not. */

const keep = byId("keep");
const kept = () => localStorage.getItem(data.key);
const keptRecord = () => attempt(() => read(kept()), () => ({ answers: new Map(), left: [] }));
const owed = new Set();   // the names of answers that are still to be put there
let keeping = !data.discreet;

/* What another window has kept meanwhile stays, but for what is written in this one. */
function put(names = [...fields.keys()]) {
  names.forEach((name) => owed.add(name));
  attempt(() => {
    const here = current();
    const { answers, left } = keptRecord();
    for (const name of owed) {
      answers.delete(name);
      if (here.has(name)) answers.set(name, here.get(name));
    }
    const next = record(answers, asKept);
    // Words that fit nowhere any more stay, until their place has others.
    next.answers.push(...left.filter(({ id }) => !answers.has(placeOf(id, true))));
    localStorage.setItem(data.key, JSON.stringify(next));
    owed.clear();
    unsaved = false;
    if (byId("said").textContent === word("full")) say("");
  }, () => say(word("full")));
}

function describe() {
  keep.disabled = attempt(() => kept() === 0, () => true);
  keep.checked = keeping;
  byId("keep-said").textContent = word(keep.disabled ? "keep_none" : keeping ? "keep_on" : "keep_off");
}

function open() {
  attempt(() => {
    if (kept() !== null) keeping = kept() !== "off";
    if (keeping && kept() !== null) {
      const found = read(kept());
      take({ ...found, answers: over(found.answers) });
      list(found.left);
      if (found.left.length) say(word("left", { n: found.left.length }));
    }
  }, (reason) => {
    keeping = false;
    if (typeof reason === "string") say(reason);
  });
  describe();
}

keep.onchange = () => {
  keeping = keep.checked;
  if (keeping) {
    keptRecord().answers.forEach((one, name) => { if (answer(name) === undefined) adopt(name, one); });
    put();
    progress();
  } else {
    attempt(() => (data.discreet ? localStorage.removeItem(data.key) : localStorage.setItem(data.key, "off")), () => {});
  }
  describe();
};

/* Another window has written or erased, or this one was asleep. The field that is being written in is let be. */
function meet(text) {
  if (!keeping) return;
  if (text === null || text === "off") {
    keeping = false;
    owed.clear();
    unsaved = true;
    describe();
    say(word("elsewhere"));
    return;
  }
  attempt(() => {
    const answers = over(read(text).answers);
    for (const [name, controls] of fields) {
      const { value, ...origin } = answers.get(name) || {};
      if (controls.includes(document.activeElement) || same(answer(name), value)) continue;
      fill(name, value);
      if (answers.has(name)) origins.set(name, origin);
      else origins.delete(name);
    }
    progress();
  }, () => {});
}

window.addEventListener("storage", (event) => {
  if (event.key === data.key || event.key === null) meet(event.newValue);
});
window.addEventListener("pageshow", (event) => { if (event.persisted) attempt(() => meet(kept()), () => {}); });
