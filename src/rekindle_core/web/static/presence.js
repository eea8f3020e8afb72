/* Locking: the page asks in time whether someone is there, and never takes what is typed away. */

let timer;
let beat = 0;

const until = (left, warned) => {
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(1, left - warned) * 1000);
};

/* Another tab may have been used meanwhile. */
async function look() {
  const warned = Number(away.dataset.warned);
  try {
    const left = await seconds();
    if (left === "") return;
    if (Number(left) > warned) { until(Number(left), warned); return; }
    const minutes = Math.max(1, Math.round(Number(left) / 60));
    tell(
      "Are you still there?",
      `In ${minutes === 1 ? "a minute" : `${minutes} minutes`}, Rekindle locks itself, and forgets what is not saved.`,
      false,
      "I am still here",
    );
    clearTimeout(timer);
    timer = setTimeout(locked, Number(left) * 1000 + 2000);
  } catch {
    // The next form that is sent says so.
  }
}

async function locked() {
  try {
    const left = await seconds();
    if (left !== "") { look(); return; }
  } catch {
    // Then it is closed all the more.
  }
  tellLocked();
}

async function stay() {
  beat = Date.now();
  try {
    const answer = await fetch("/stay", { method: "POST", body: new URLSearchParams({ form_token: away.dataset.token }) });
    const left = await answer.text();
    if (answer.ok && left !== "") until(Number(left), Number(away.dataset.warned));
  } catch {
    // As above.
  }
}

/* A page about a client is shown again only once Rekindle is unlocked. */
const mayShow = async () => {
  if (!away.classList.contains("shut")) return true;
  try {
    return await seconds() !== "";
  } catch {
    return false;
  }
};

away.addEventListener("cancel", (event) => { if (away.classList.contains("shut")) event.preventDefault(); });

stayButton.addEventListener("click", async () => {
  const asked = title.textContent === "Are you still there?";
  if (!await mayShow()) {
    said.textContent = "Rekindle is still locked. Open it in another tab and unlock it first. What you typed is still on this page.";
    title.focus();
    return;
  }
  away.close();
  if (asked) stay();
});

if (away.dataset.left) {
  until(Number(away.dataset.left), Number(away.dataset.warned));
  // Someone who writes for a long time sends nothing, but is still there.
  document.addEventListener("input", () => { if (Date.now() - beat > 60000) stay(); });
}
