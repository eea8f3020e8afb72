/* Leaving the page in haste. */

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
    if (link && link === exit) leave();
    // Moving about leaves no trail, not even in another window: else Back would lead into the page again.
    else if (link && link.getAttribute("href")[0] === "#") location.replace(link.hash);
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
