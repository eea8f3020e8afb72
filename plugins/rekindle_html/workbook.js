/* Makes the page a workbook. It asks nothing of the network, and keeps nothing unless the reader lets it. */
(() => {
  "use strict";

  const byId = (id) => document.getElementById(`page--${id}`);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const data = JSON.parse(byId("data").textContent);
  const word = (name, filled = {}) =>
    Object.keys(filled).reduce((text, key) => text.split(`{${key}}`).join(filled[key]), data.words[name]);
  const show = (...names) => names.map(byId).filter(Boolean).forEach((element) => { element.hidden = false; });
  const attempt = (action, otherwise) => { try { return action(); } catch (reason) { return otherwise(reason); } };

  function say(text) {
    if (byId("said").textContent !== text) byId("said").textContent = text;
  }

  /* --- leaving in haste ------------------------------------------------------------------------------- */

  const exit = byId("exit");

  function leave() {
    document.body.remove();
    document.title = "\u00a0";
    location.replace(exit.href);
  }

  if (exit) {
    show("exit", "exit-said");
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (link === exit) leave();
      // Moving about leaves no trail: else Back would lead into the page again.
      else if (link.getAttribute("href")[0] === "#") location.replace(link.hash);
      else return;
      event.preventDefault();
    });
    let presses = [];
    document.addEventListener("keydown", (event) => {
      if (event.repeat || event.isComposing) return;
      presses = event.key === "Escape" ? presses.concat(event.timeStamp).slice(-3) : [];
      if (presses.length === 3 && presses[2] - presses[0] < 2000) leave();
    });
  }

  /* What is gone to, by a link or by Tab, is not to lie under the bar. */
  const bar = document.querySelector(".bar");
  new ResizeObserver(() => {
    const covered = getComputedStyle(bar).position === "fixed" ? bar.offsetHeight : 0;
    document.documentElement.style.scrollPaddingBlockStart = `${covered + 16}px`;
  }).observe(bar);

  /* --- the entry of the contents for what is being read ----------------------------------------------- */

  const contents = byId("contents").parentElement;
  const entries = new Map(all("a[href]", contents).map((link) => [link.getAttribute("href").slice(1), link]));

  function follow(id) {
    entries.forEach((link) => link.removeAttribute("aria-current"));
    entries.get(id).setAttribute("aria-current", "location");
    // Contents that scroll by themselves keep it in sight.
    if (contents.scrollHeight > contents.clientHeight + 1) {
      contents.scrollTop = entries.get(id).offsetTop - contents.clientHeight / 2;
    }
  }

  const observer = new IntersectionObserver(
    (parts) => parts.filter((part) => part.isIntersecting).forEach((part) => follow(part.target.id)),
    { rootMargin: "-40% 0px -60% 0px" }
  );
  all("main > section").filter((part) => entries.has(part.id)).forEach((part) => observer.observe(part));

  /* --- answers: for each name one textarea, or the boxes that share it -------------------------------- */

  const main = document.querySelector("main");
  const fields = new Map();
  for (const control of all("textarea, input", main)) {
    fields.set(control.name, (fields.get(control.name) || []).concat(control));
  }
  if (!fields.size) return;

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
    return { format: data.format, code: data.code, digest: data.digest, ...(at && { at }), answers };
  }

  /* What was saved; if it cannot be read, what is thrown says why, in words for the reader. */
  function read(text) {
    const object = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
    const found = attempt(() => JSON.parse(text), () => null);
    if (!object(found) || !Number.isInteger(found.format) || found.format < 1) throw word("damaged");
    if (found.format > data.format) throw word("newer");
    if (typeof found.digest !== "string" || typeof found.code !== "string") throw word("damaged");
    if (found.digest !== data.digest) throw word("other", { code: found.code.slice(0, 40) });
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

  /* --- keeping answers in the browser: a record, or `off` where a reader would rather not ---------------- */

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

  /* --- saving, loading, erasing ------------------------------------------------------------------------ */

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
    if (!Object.keys(record().answers).length) { say(word("nothing")); return; }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text()], { type }));
    link.download = `answers-${data.code.replace(/[^0-9A-Za-z-]/g, "")}.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    unsaved = false;
    say(word("saved", { name: link.download }));
  }

  const flat = (element) => (element ? element.textContent.replace(/\s+/g, " ").trim() : "");

  /* What an element says, but for small print: how long a task takes, what the ends of a scale mean. */
  function words(element) {
    const copy = element && element.cloneNode(true);
    if (copy) all("small, textarea", copy).forEach((part) => part.remove());
    return flat(copy);
  }

  /* The answers to read: each under its question, and those under the titles of the parts. */
  function inWords() {
    const lines = [flat(document.querySelector("h1")), data.code];
    let part, home, asked;
    for (const [name, controls] of fields) {
      if (answer(name) === undefined) continue;
      const [first] = controls;
      const area = first.localName === "textarea";
      if (part !== (part = first.closest("main > section"))) lines.push("", "", `* ${flat(part.querySelector("h2"))}`);
      const before = home;
      home = first.closest(".task, .check");
      const group = first.closest("fieldset");
      const label = area ? words(first.labels[0]) : "";
      const question = words(group && group.querySelector("legend")) || words(home.querySelector('[id$="--question"]')) || label;
      if (home !== before) lines.push("", ...[words(home.querySelector(".kind"))].filter(Boolean));
      if (question && (home !== before || asked !== question)) lines.push(question);
      asked = question;
      if (label && label !== question) lines.push(`  ${label}:`);
      const ticked = controls.filter((box) => box.checked).map((box) => flat(box.labels[0]));
      const scale = typeof answer(name) === "number" && `${answer(name)} (${first.value}–${controls.slice(-1)[0].value})`;
      const said = area ? first.value.trimEnd().split("\n") : scale ? [scale] : ticked;
      lines.push(...said.map((line) => `  ${line}`));
    }
    return `${lines.join("\n")}\n`;
  }

  byId("save").onclick = () => hand("json", "application/json", () => `${JSON.stringify(record(), null, 2)}\n`);
  byId("save-text").onclick = () => hand("txt", "text/plain;charset=utf-8", inWords);
  byId("load").onclick = () => byId("file").click();

  byId("file").onchange = async () => {
    const [file] = byId("file").files;
    try {
      const { answers, ...rest } = read(file.size < 5e6 ? await file.text() : "");
      const other = (name) => answer(name) !== undefined && !same(answer(name), answers[name]);
      if (Object.keys(answers).some(other) && !(await ask(word("replace_ask"), word("replace")))) return;
      take({ answers, ...rest });
      if (keeping) put(Object.keys(answers));
      say(word("loaded"));
    } catch (reason) {
      say(typeof reason === "string" ? reason : word("damaged"));
    } finally {
      byId("file").value = "";
    }
  };

  byId("erase").onclick = async () => {
    if (!(await ask(word("erase_ask"), word("erase")))) return;
    for (const name of fields.keys()) fill(name, undefined);
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

  /* --- how far the reader has come, and where they left off -------------------------------------------------- */

  const called = (task) => words(task.querySelector(".kind"));
  const labelOf = (part) => (part.querySelector(".label") || part.querySelector("h2")).textContent.trim();
  const sessions = all("main > section.session")
    .map((part) => ({ part, prompts: all(".prompt[id]", part) }))
    .filter(({ part, prompts }) => prompts.length && entries.has(part.id));

  for (const session of sessions) {
    const details = document.createElement("details");
    session.count = details.appendChild(document.createElement("summary"));
    session.links = session.prompts.map((task) => {
      const link = details.appendChild(document.createElement("a"));
      link.href = `#${task.id}`;
      link.textContent = flat(task.querySelector(".kind b"));
      return link;
    });
    entries.get(session.part.id).parentElement.append(details);
  }

  function progress() {
    const sum = { n: 0, total: 0 };
    const homes = [...fields.keys()].filter((name) => answer(name) !== undefined)
      .map((name) => fields.get(name)[0].closest(".prompt"));
    for (const { prompts, count, links } of sessions) {
      const done = prompts.filter((task) => homes.includes(task));
      count.textContent = word("answered", { n: done.length, total: prompts.length });
      prompts.forEach((task, n) => {
        const name = called(task);
        links[n].classList.toggle("answered", done.includes(task));
        links[n].setAttribute("aria-label", done.includes(task) ? word("has_answer", { name }) : name);
      });
      sum.n += done.length;
      sum.total += prompts.length;
    }
    byId("progress").textContent = sum.total ? word("answered", sum) : "";
  }

  /* Where the reader left off is known of answers that were kept or loaded. */
  function goOn() {
    const link = byId("continue");
    const task = at && fields.get(at)[0].closest(".task[id]");
    link.hidden = !task;
    if (!task) return;
    link.href = `#${task.id}`;
    link.textContent = word("continue", { name: `${labelOf(task.closest("main > section"))}, ${called(task)}` });
  }

  /* --- writing ------------------------------------------------------------------------------------------------- */

  function grow(area) {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  }

  main.addEventListener("input", ({ target }) => {
    if (target.localName === "textarea") grow(target);
    at = target.name;
    unsaved = true;
    if (keeping) put([at]);
  });

  /* Told when a field is left, and only where the count has changed: else a screen reader would never fall silent. */
  main.addEventListener("change", ({ target }) => {
    const session = sessions.find(({ part }) => part.contains(target));
    const before = session && session.count.textContent;
    progress();
    if (session && session.count.textContent !== before) say(`${labelOf(session.part)}: ${session.count.textContent}`);
  });

  /* Fields do not break at the end of a page as words do: on paper words stand in their place, at whole length. */
  window.addEventListener("beforeprint", () => {
    for (const area of all("textarea", main).filter((one) => one.value.trim())) {
      area.insertAdjacentHTML("afterend", '<div class="printed"></div>');
      area.nextElementSibling.textContent = area.value;
      area.classList.add("mirrored");
    }
  });
  window.addEventListener("afterprint", () => {
    all(".printed").forEach((words) => words.remove());
    all(".mirrored").forEach((area) => area.classList.remove("mirrored"));
  });

  /* A page that may have to be left in haste asks nothing when it is closed; any other says what would be lost. */
  window.addEventListener("beforeunload", (event) => {
    if (!exit && unsaved) event.preventDefault();
  });

  show("to-answers", "answers");
  open();
  progress();
})();
