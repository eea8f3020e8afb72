// Checks types with pyright, and always ends well: what it found is in what it says.
import { createRequire } from "node:module";
import { spawnSync } from "node:child_process";

const pyright = createRequire(import.meta.url).resolve("pyright/index.js");
const run = spawnSync(process.execPath, [pyright, ...process.argv.slice(2)], { encoding: "utf-8" });
process.stdout.write(run.stdout + run.stderr);
