/* By day or by night: as the system has it, until the reader chooses. The choice is not kept, since keeping it would
   tell whoever looks that this page was here. */
if (CSS.supports("color", "light-dark(red, red)")) {
  const page = document.documentElement;
  const dark = document.getElementById("page--dark");
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const show = () => {
    const night = page.dataset.theme ? page.dataset.theme === "dark" : system.matches;
    dark.setAttribute("aria-pressed", String(night));
  };
  dark.onclick = () => {
    page.dataset.theme = dark.getAttribute("aria-pressed") === "true" ? "light" : "dark";
    show();
  };
  system.addEventListener("change", show);
  show();
  dark.hidden = false;
}
