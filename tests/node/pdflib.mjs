// Fills in a form with pdf-lib: node pdflib.mjs IN OUT VALUES.json
import { readFileSync, writeFileSync } from "node:fs";
import { PDFDocument, PDFCheckBox, PDFRadioGroup, PDFTextField } from "pdf-lib";

const [file, out, values] = process.argv.slice(2);
const pdf = await PDFDocument.load(readFileSync(file));
const form = pdf.getForm();
for (const [name, value] of Object.entries(JSON.parse(readFileSync(values, "utf8")))) {
  const field = form.getField(name);
  if (field instanceof PDFTextField) field.setText(value);
  else if (field instanceof PDFCheckBox) field.check();
  else if (field instanceof PDFRadioGroup) field.select(value);
  else throw new Error(`${name} is a field of another kind`);
}
writeFileSync(out, await pdf.save());
