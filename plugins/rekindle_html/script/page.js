/* What all of the script uses. It asks nothing of the network, and keeps nothing unless the reader lets it. */

const byId = (id) => document.getElementById(`page--${id}`);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const data = JSON.parse(byId("data").textContent);
const word = (name, filled = {}) =>
  Object.keys(filled).reduce((text, key) => text.split(`{${key}}`).join(filled[key]), data.words[name]);
const show = (...names) => names.map(byId).filter(Boolean).forEach((element) => { element.hidden = false; });
const attempt = (action, otherwise) => { try { return action(); } catch (reason) { return otherwise(reason); } };

/* `count` says that it is only how many answers there are. */
function say(text, count = false) {
  byId("said").classList.toggle("count", count);
  if (byId("said").textContent !== text) byId("said").textContent = text;
}
