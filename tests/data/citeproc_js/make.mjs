// Writes what citeproc-js makes of records.json in each of the shipped styles, as the tests expect it.
//
//     node tests/data/citeproc_js/make.mjs
//
// citeproc-js (CPAL or AGPL) is installed into a temporary folder and is no part of the program.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const VERSION = "2.4.63";
const STYLES = {
    vancouver: "nlm-citation-sequence",
    ama: "american-medical-association",
    apa: "apa",
    chicago: "chicago-author-date",
    harvard: "harvard-cite-them-right",
};
// Cite Them Right is British; its style leaves the language to whoever uses it.
const LANGUAGES = { harvard: "en-GB" };
// What is cited together in the text.
const TOGETHER = [
    ["same-a", "same-b", "same-initial"],
    ["thesis"],
    ["seven", "book", "twentyone", "corporate"],
    ["no-year", "no-author", "webpage-bare", "in-press", "particles"],
];

function inText(CSL, system, source, lang, ids) {
    const engine = new CSL.Engine(system, source, lang, true);
    engine.updateItems(ids);
    return engine.makeCitationCluster(ids.map((id) => ({ id })));
}

const here = dirname(fileURLToPath(import.meta.url));
const styles = join(here, "..", "..", "..", "assets", "styles");
const folder = mkdtempSync(join(tmpdir(), "citeproc-"));
try {
    execFileSync("npm", ["install", "--silent", "--prefix", folder, `citeproc@${VERSION}`]);
    const CSL = createRequire(join(folder, "x.js"))("citeproc");
    const records = JSON.parse(readFileSync(join(here, "records.json"), "utf8"));
    const byId = new Map(records.map((record) => [String(record.id), record]));
    for (const [name, file] of Object.entries(STYLES)) {
        const system = {
            retrieveLocale: (lang) =>
                readFileSync(join(styles, `locales-${lang === "en-GB" ? lang : "en-US"}.xml`), "utf8"),
            retrieveItem: (id) => structuredClone(byId.get(String(id))),
        };
        const source = readFileSync(join(styles, `${file}.csl`), "utf8");
        const lang = LANGUAGES[name] ?? "en-US";
        const engine = new CSL.Engine(system, source, lang, true);
        engine.updateItems([...byId.keys()]);
        const made = { version: VERSION };
        for (const form of ["html", "text"]) {
            engine.setOutputFormat(form);
            const [{ entry_ids: ids }, entries] = engine.makeBibliography();
            made.order = ids.map((each) => each[0]);
            made[form] = entries;
        }
        made.together = TOGETHER.map((ids) => [ids, inText(CSL, system, source, lang, ids)]);
        writeFileSync(join(here, `${name}.json`), JSON.stringify(made, null, 1) + "\n");
    }
} finally {
    rmSync(folder, { recursive: true });
}
