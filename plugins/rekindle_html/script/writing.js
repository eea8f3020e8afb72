/* What happens as somebody writes, prints or goes; and the start of it all. */

function grow(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}

main.addEventListener("input", ({ target }) => {
  if (target.localName === "textarea") grow(target);
  // As it is typed: later, it would move what is about to be pressed.
  recall();
  // What was said of something else has been read, unless it is still so.
  if (![word("full"), word("elsewhere")].includes(byId("said").textContent) && !byId("said").matches(".count")) say("");
  at = target.name;
  origins.set(at, { source: "workbook", when: now() });
  unsaved = true;
  if (keeping) put([at]);
});

/* Told when a field is left, and only where the count has changed: else a screen reader would never fall silent. */
main.addEventListener("change", ({ target }) => {
  const session = sessions.find(({ part }) => part.contains(target));
  const before = session && session.count.textContent;
  progress();
  if (session && session.count.textContent !== before) say(`${labelOf(session.part)}: ${session.count.textContent}`, true);
});

/* Fields do not break at the end of a page as words do: on paper words stand in their place, at whole length. */
function restore() {
  all(".printed").forEach((words) => words.remove());
  all(".mirrored").forEach((area) => area.classList.remove("mirrored"));
}

/* A browser may ask twice before it prints once: what the first time left is taken away, never added to. */
window.addEventListener("beforeprint", () => {
  restore();
  for (const area of all("textarea", main).filter((one) => one.value.trim())) {
    area.insertAdjacentHTML("afterend", '<div class="printed" translate="no"></div>');
    area.nextElementSibling.textContent = area.value;
    area.classList.add("mirrored");
  }
});
window.addEventListener("afterprint", restore);

/* A page that may have to be left in haste asks nothing when it is closed; any other says what would be lost. */
window.addEventListener("beforeunload", (event) => {
  if (!exit && unsaved) event.preventDefault();
});

show("to-answers", "answers");
open();
progress();
