/* Two kinds of control are written briefly in the page, since there are hundreds of them. Here they become whole. */

/* A scale is a number to be typed. It becomes a row of radio buttons, under the words that stood over the field. */
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

/* Boxes of which several may be ticked go by the name of what is around them. */
for (const box of document.querySelectorAll("fieldset[name] input")) box.name = box.closest("fieldset").name;
