/* Finding the way: the contents follow what is being read. */

/* What is gone to, by a link or by Tab, is not to lie under the bar. */
const bar = document.querySelector(".bar");
const covered = () => (getComputedStyle(bar).position === "fixed" ? bar.offsetHeight : 0);
new ResizeObserver(() => {
  document.documentElement.style.scrollPaddingBlockStart = `${covered() + 16}px`;
}).observe(bar);

/* A sheet has none. */
const contents = byId("contents")?.parentElement;
const entries = new Map((contents ? all("a[href]", contents) : []).map((link) => [link.getAttribute("href").slice(1), link]));
const parts = all("main > section").filter((part) => entries.has(part.id));

/* The part whose beginning went by last; at the end of the page, what was gone to, or else the last. */
function beingRead() {
  const top = (part) => part.getBoundingClientRect().top;
  const before = parts.filter((part) => top(part) < covered() + 64);
  if (window.innerHeight + window.scrollY < document.documentElement.scrollHeight - 2) return before.pop();
  const goneTo = parts.find((part) => `#${part.id}` === location.hash && top(part) > 0);
  return goneTo || (window.scrollY > 0 ? parts[parts.length - 1] : undefined);
}

let asked = 0;
function follow() {
  asked = 0;
  const part = beingRead();
  entries.forEach((link) => link.removeAttribute("aria-current"));
  if (!part) return;
  const entry = entries.get(part.id);
  entry.setAttribute("aria-current", "location");
  // Contents that scroll by themselves keep it in sight.
  if (contents.scrollHeight > contents.clientHeight + 1) {
    contents.scrollTop = entry.offsetTop - contents.clientHeight / 2;
  }
}

for (const event of ["scroll", "resize", "hashchange"]) {
  window.addEventListener(event, () => { asked = asked || requestAnimationFrame(follow); }, { passive: true });
}
follow();
