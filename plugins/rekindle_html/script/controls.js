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
    Object.assign(make("input", point), { type: "radio", name: field.name, value: n, checked: field.value === String(n) });
    point.append(n);
  }
  label.replaceWith(group);
}

/* Boxes of which several may be ticked go by the name of what is around them. */
for (const box of document.querySelectorAll("fieldset[name] input")) box.name = box.closest("fieldset").name;

/* A radio button cannot be unticked. This button does it for its group, and is shown where something is ticked. The focus
   goes back to the group, since the button is gone then. */
for (const group of new Set(all("main [type=radio]").map((radio) => radio.closest("fieldset")))) {
  const clear = group.appendChild(document.createElement("button"));
  Object.assign(clear, { type: "button", className: "clear", textContent: word("clear") });
  clear.onclick = () => {
    const radios = all("[type=radio]", group);
    radios.forEach((radio) => { radio.checked = false; });
    radios[0].focus();
    for (const type of ["input", "change"]) radios[0].dispatchEvent(new Event(type, { bubbles: true }));
    say(word("cleared"));
  };
}
