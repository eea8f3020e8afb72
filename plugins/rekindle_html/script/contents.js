/* Finding the way: the contents follow what is being read. */

/* What is gone to, by a link or by Tab, is not to lie under the bar. */
const bar = document.querySelector(".bar");
new ResizeObserver(() => {
  const covered = getComputedStyle(bar).position === "fixed" ? bar.offsetHeight : 0;
  document.documentElement.style.scrollPaddingBlockStart = `${covered + 16}px`;
}).observe(bar);

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
