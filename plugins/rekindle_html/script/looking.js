/* A preview is only to be looked at: what would lead out of it leads nowhere. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (link && link.getAttribute("href")[0] !== "#") event.preventDefault();
});
