// Reads mails with mailparser: node mailparser.mjs FILE... says what each holds, as a list in JSON.
import { readFileSync } from "node:fs";
import { simpleParser } from "mailparser";

const people = (field) => (field?.value ?? []).map(({ name, address }) => ({ name, address }));
const found = [];
for (const file of process.argv.slice(2)) {
  const mail = await simpleParser(readFileSync(file), { skipTextToHtml: true, skipImageLinks: true });
  found.push({
    headers: mail.headerLines.map(({ key, line }) => [key, line]),
    subject: mail.subject,
    date: mail.date?.toISOString(),
    id: mail.messageId,
    from: people(mail.from),
    to: people(mail.to),
    bcc: people(mail.bcc),
    list: mail.headers.get("list") ?? null,
    text: mail.text,
    html: mail.html,
    attachments: mail.attachments.map(({ contentType, filename }) => [contentType, filename ?? ""]),
  });
}
console.log(JSON.stringify(found));
