/* The ratings of all sessions: the numbers go into the tables, and a picture of each beside its table. It has no color
   of its own and no word: what a line means is for the reader to say. A session without a rating is a gap. */

const canvas = () => document.createRange().createContextualFragment("<svg></svg>").firstChild;
const unit = { step: 30, row: 11, side: 26, top: 8, foot: 20 };

function drawn(tag, within, attributes, text) {
  const made = within.appendChild(document.createElementNS(within.namespaceURI, tag));
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  if (text !== undefined) made.textContent = text;
  return made;
}

function draw(figure) {
  const [low, high] = [figure.dataset.low, figure.dataset.high].map(Number);
  const sessions = all("[scope=row]", figure).map(flat);
  const cells = all("td", figure);
  const values = cells.map((cell) => (fields.has(cell.dataset.of) ? answer(cell.dataset.of) : undefined));
  cells.forEach((cell, n) => { if (cell.dataset.of) cell.textContent = values[n] === undefined ? "" : values[n]; });

  const across = (n) => unit.side + (n + 0.5) * unit.step;
  const down = (value) => unit.top + (high - value) * unit.row;
  const [width, floor] = [across(sessions.length - 0.5) + 8, down(low)];
  const picture = canvas();
  const said = sessions.map((session, n) => `${session}: ${values[n] === undefined ? "–" : values[n]}`).join(", ");
  const name = `${flat(figure.querySelector("figcaption"))} ${flat(figure.querySelector("th"))} ${said}`;
  const about = { role: "img", "aria-label": name, viewBox: `0 0 ${width} ${floor + unit.foot}`, width, height: floor + unit.foot, direction: "ltr" };
  Object.entries(about).forEach(([key, value]) => picture.setAttribute(key, value));
  for (let value = low; value <= high; value += 1) {
    drawn("line", picture, { class: "rule", x1: unit.side, x2: width - 8, y1: down(value), y2: down(value) });
    if ((value - low) % 5 === 0 || value === high) drawn("text", picture, { x: unit.side - 6, y: down(value) + 3.5, "text-anchor": "end" }, value);
  }
  const every = Math.ceil(sessions.length / 20);
  sessions.forEach((session, n) => {
    drawn("line", picture, { class: "rule", x1: across(n), x2: across(n), y1: unit.top, y2: floor });
    if (n % every === 0) drawn("text", picture, { x: across(n), y: floor + 15, "text-anchor": "middle" }, session);
  });
  values.forEach((value, n) => {
    if (value === undefined) return;
    if (values[n + 1] !== undefined) drawn("line", picture, { class: "course", x1: across(n), x2: across(n + 1), y1: down(value), y2: down(values[n + 1]) });
    drawn("circle", picture, { cx: across(n), cy: down(value), r: 3.6 });
  });
  all("svg", figure).forEach((old) => old.remove());
  figure.querySelector("figcaption").after(picture);
  return values.some((value) => value !== undefined);
}

function charts() {
  for (const home of all(".charts", main)) {
    const any = all(".chart", home).map(draw).some(Boolean);
    home.classList.add("drawn");
    home.querySelector(".by-hand").hidden = any;
  }
}
