// Reads and fills in a form with pdf.js: node pdfjs.mjs IN OUT VALUES.json; tells what fields it found.
import { readFileSync, writeFileSync } from "node:fs";

// Nothing is drawn here, so that what draws need not be installed; that it is there is all that is asked.
for (const name of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[name] ??= class {};
const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");

const [file, out, valuesFile] = process.argv.slice(2);
const values = JSON.parse(readFileSync(valuesFile, "utf8"));
const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
const found = [];
for (let number = 1; number <= pdf.numPages; number++) {
  const page = await pdf.getPage(number);
  for (const one of await page.getAnnotations()) {
    if (one.subtype !== "Widget") continue;
    found.push({ name: one.fieldName, type: one.fieldType, says: one.alternativeText, multiLine: !!one.multiLine });
    const value = values[one.fieldName];
    if (value === undefined) continue;
    if (one.fieldType === "Tx") pdf.annotationStorage.setValue(one.id, { value });
    else if (one.radioButton) pdf.annotationStorage.setValue(one.id, { value: one.buttonValue === value });
    else pdf.annotationStorage.setValue(one.id, { value: true });
  }
}
writeFileSync(out, await pdf.saveDocument());
process.stdout.write(JSON.stringify(found));
