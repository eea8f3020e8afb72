/* A scale stands in the page as a number to be typed: eleven buttons each, forty times, would be a fifth of it.
   Here it becomes a row of radio buttons, under the words that stood over the field. */
for (const field of document.querySelectorAll("main label > [type=number]")) {
  const make = (tag, within) => within.appendChild(document.createElement(tag));
  const label = field.parentElement;
  const group = document.createElement("fieldset");
  field.remove();
  if (label.childNodes.length) make("legend", group).append(...label.childNodes);
  if (field.hasAttribute("aria-labelledby")) group.setAttribute("aria-labelledby", field.getAttribute("aria-labelledby"));
  const row = make("div", group);
  row.className = "scale";
  for (let n = Number(field.min); n <= Number(field.max); n += 1) {
    const point = make("label", row);
    Object.assign(make("input", point), { type: "radio", name: field.name, value: n });
    point.append(n);
  }
  label.replaceWith(group);
}
