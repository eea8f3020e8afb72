/* What was not right is said first: the summary gets the focus, and its links lead to the fields. */
const faults = document.getElementById("faults");
if (faults) faults.focus();

/* A form that is sent while the server is gone would take what was typed along. So the page asks first. */
const away = document.getElementById("away");
const said = document.getElementById("away-said");
const title = document.getElementById("away-title");
const stayButton = document.getElementById("away-stay");

function tell(heading, text, shut, button) {
  title.textContent = heading;
  said.textContent = text;
  away.classList.toggle("shut", shut);
  stayButton.textContent = button;
  if (!away.open) away.showModal();
  title.focus();
}

/* A locked page is shown only once Rekindle is unlocked again, in another tab. */
function tellLocked() {
  tell(
    "Rekindle has locked itself",
    "What you typed is still on this page, and nowhere else. Open Rekindle in another tab and unlock it. Then come back and show this page.",
    true,
    "Show the page",
  );
}

async function seconds() {
  const answer = await fetch("/here");
  if (!answer.ok) throw new Error("no session");
  return answer.text();
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method !== "post" || form.dataset.sure || form.getAttribute("action") === "/quit") return;
  const button = event.submitter;
  event.preventDefault();
  try {
    // A page that had something private open is not sent to a locked Rekindle: what was typed stays on it.
    if (await seconds() === "" && away.dataset.left) { tellLocked(); return; }
  } catch {
    tell(
      "Rekindle has stopped",
      "What you typed is still on this page, and nowhere else. Copy it before you close the page. Then start Rekindle as you did before.",
      false,
      "Back to the page",
    );
    return;
  }
  form.dataset.sure = "yes";
  form.requestSubmit(button);
  // Back leads to this page as it was left, and the form can be sent again.
  setTimeout(() => { delete form.dataset.sure; }, 1000);
});
