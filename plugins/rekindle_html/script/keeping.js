/* Keeping answers in the browser: a record as it is saved, or `off` where a reader would rather not. */

const keep = byId("keep");
const kept = () => localStorage.getItem(data.key);
const keptAnswers = () => attempt(() => read(kept()).answers, () => ({}));
const owed = new Set();   // the names of answers that are still to be put there
let keeping = !data.discreet;

/* What another window has kept meanwhile stays, but for what is written in this one. */
function put(names = [...fields.keys()]) {
  names.forEach((name) => owed.add(name));
  attempt(() => {
    const now = record();
    const answers = keptAnswers();
    for (const name of owed) {
      delete answers[name];
      if (name in now.answers) answers[name] = now.answers[name];
    }
    localStorage.setItem(data.key, JSON.stringify({ ...now, answers }));
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
    if (keeping && kept() !== null) take(read(kept()));
  }, (reason) => {
    keeping = false;
    if (typeof reason === "string") say(reason);
  });
  describe();
}

keep.onchange = () => {
  keeping = keep.checked;
  if (keeping) {
    const answers = keptAnswers();
    Object.keys(answers).filter((name) => answer(name) === undefined).forEach((name) => fill(name, answers[name]));
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
    const { answers } = read(text);
    for (const [name, controls] of fields) {
      if (!controls.includes(document.activeElement) && !same(answer(name), answers[name])) fill(name, answers[name]);
    }
    progress();
  }, () => {});
}

window.addEventListener("storage", (event) => {
  if (event.key === data.key || event.key === null) meet(event.newValue);
});
window.addEventListener("pageshow", (event) => { if (event.persisted) attempt(() => meet(kept()), () => {}); });
