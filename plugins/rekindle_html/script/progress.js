/* How far the reader has come, and where they left off. */

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
  charts();
  recall();
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
