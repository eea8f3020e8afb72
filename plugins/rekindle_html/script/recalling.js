/* Plans of an earlier session, repeated where a later one looks back on them: as they are on the page now. */

/* How an answer begins: which part of a plan it is, and its starter. */
function begun(field) {
  const part = field.closest(".part");
  if (!part) return flat(field.closest(".task").querySelector(".starter"));
  const label = part.cloneNode(true);
  all("textarea, button, .printed", label).forEach((one) => one.remove());
  return flat(label);
}

function recall() {
  for (const home of all(".earlier", main)) {
    const plans = home.dataset.of.split(" ").filter((name) => fields.has(name) && answer(name) !== undefined);
    const plan = document.createElement("p");
    plans.forEach((name, n) => {
      const typed = document.createElement("bdi");
      typed.textContent = answer(name).trim();
      typed.translate = false;
      const said = begun(fields.get(name)[0]);
      plan.append(n ? "\n" : "", said, said && " ", typed);
    });
    home.replaceChildren(plan);
    home.hidden = !plans.length;
  }
}
