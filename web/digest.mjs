// What the pages were built from, so that a test tells without Node whether the built files are those of the sources.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PARTS = ["digest.mjs", "index.html", "package-lock.json", "package.json", "public", "src", "tsconfig.json", "vite.config.ts"];

function files(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => files(`${path}/${name}`));
}

/** SHA-256 over the lines "path, its SHA-256" of all sources, in the order of their paths. */
function digest() {
  const found = PARTS.flatMap(files).sort();
  const lines = found.map((path) => `${path} ${createHash("sha256").update(readFileSync(path)).digest("hex")}\n`);
  return createHash("sha256").update(lines.join("")).digest("hex");
}

/** A plugin of Vite that leaves the digest beside the built files. */
export default function builtFrom(name) {
  let out = "";
  return {
    name: "built-from",
    configResolved(config) { out = config.build.outDir; },
    closeBundle() { writeFileSync(join(out, name), `${digest()}\n`); },
  };
}
