/* What an answer belongs to, as its field's name tells: the same names as in a PDF, and in answers.schema.json. */

const ID = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*";
const NAME = new RegExp(`^s([1-9][0-9]{0,4})_(${ID})_(${ID})(?:_([2-9]|[1-9][0-9]{1,4}))?(?:_(if|then|${ID}_${ID}))?$`);

function idOf(name) {
  const [, session, unit, item, occurrence, part] = NAME.exec(name) || [];
  if (!item) return { item: name };
  return {
    item,
    session: Number(session),
    ...(unit !== "session" && { unit }),
    ...(occurrence && { occurrence: Number(occurrence) }),
    ...(part && { part }),
  };
}

function nameOf({ item, session, unit, occurrence, part }) {
  return session ? ["s" + session, unit || "session", item, ...(occurrence > 1 ? [occurrence] : []), ...(part ? [part] : [])].join("_") : item;
}

/* What lasts when the program is built again: all but the session. */
const keyOf = ({ item, unit, occurrence = 1, part }) => JSON.stringify([unit || "", item, occurrence, part || ""]);

const homes = new Map();
for (const name of fields.keys()) {
  const key = keyOf(idOf(name));
  homes.set(key, (homes.get(key) || []).concat(name));
}

/* The name of the field that an answer belongs into; `here` says that it was given to this program. */
function placeOf(id, here) {
  const only = (found) => (found.length === 1 ? found[0] : undefined);
  if (id.occurrence === 0) {
    // What earlier pages saved does not tell which time a thing was asked, only in which session.
    const alike = [...fields.keys()].filter((name) => keyOf({ ...idOf(name), occurrence: 0 }) === keyOf(id));
    return (here && only(alike.filter((name) => idOf(name).session === id.session))) || only(alike);
  }
  return only(homes.get(keyOf(id)) || []) || (here && fields.has(nameOf(id)) ? nameOf(id) : undefined);
}
