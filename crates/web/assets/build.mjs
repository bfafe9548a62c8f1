// Bundles the front end: hashed files, a brotli copy of each text, and `assets.rs`, the table of
// them that the web crate includes. Run by `crates/web/build.rs`; `npm run build` does it by hand.
// Deliberately not here: installing packages, watching, a development server.
import { build } from "esbuild";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { basename, dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "dist"));

const MIME = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const result = await build({
  absWorkingDir: here,
  entryPoints: { app: "src/main.ts", style: "css/main.css" },
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome123", "firefox128", "safari17.5"],
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  publicPath: "/assets",
  loader: { ".woff2": "file", ".svg": "dataurl" },
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});

const files = Object.keys(result.metafile.outputs).map((path) => resolve(here, path));
files.push(favicon());
writeFileSync(join(out, "assets.rs"), table(files) + icons());

/** The picture of the tab: outside the bundle, because the HTML names it. */
function favicon() {
  const body = readFileSync(join(here, "favicon.svg"));
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 8);
  const path = join(out, `favicon-${hash}.svg`);
  writeFileSync(path, body);
  return path;
}

/** Rust source: one `Asset` per file, and the names the layout links to. Paths are relative, so a
 * ready bundle can be moved. */
function table(paths) {
  const rows = paths.map((path) => {
    const name = basename(path);
    const ext = extname(name);
    const packed = ext === ".woff2" ? "None" : `Some(include_bytes!(${quote(basename(pack(path)))}))`;
    return `    Asset { name: ${quote(name)}, mime: ${quote(MIME[ext])}, body: include_bytes!(${quote(name)}), brotli: ${packed} },\n`;
  });
  const named = (start, end) => {
    const path = paths.find((p) => p.startsWith(join(out, start)) && p.endsWith(end));
    return quote(`/assets/${basename(path)}`);
  };
  return (
    `pub(crate) static ASSETS: &[Asset] = &[\n${rows.join("")}];\n` +
    `/// Address of the one script.\npub(crate) const SCRIPT: &str = ${named("app", ".js")};\n` +
    `/// Address of the one style sheet.\npub(crate) const STYLE: &str = ${named("style", ".css")};\n` +
    `/// Address of the tab's picture.\npub(crate) const FAVICON: &str = ${named("favicon", ".svg")};\n`
  );
}

function pack(path) {
  const target = `${path}.br`;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  writeFileSync(target, brotliCompressSync(readFileSync(path), { params }));
  return target;
}

/** Rust source: `Icon`, one variant per line of `icons.txt`, and the shapes of each. */
function icons() {
  const names = readFileSync(join(here, "icons.txt"), "utf8").split("\n").filter(Boolean);
  const variant = (name) => name.replace(/(^|-)(\w)/g, (_, _dash, c) => c.toUpperCase());
  const variants = names.map((n) => `    /// Lucide \`${n}\`.\n    ${variant(n)},\n`).join("");
  const arms = names.map((n) => `            Self::${variant(n)} => ${quote(shapes(n))},\n`).join("");
  return (
    `/// The pictures the interface uses, by their Lucide names.\n` +
    `#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Icon {\n${variants}}\n` +
    `impl Icon {\n    pub(crate) const fn shapes(self) -> &'static str {\n        match self {\n${arms}        }\n    }\n}\n`
  );
}

function shapes(name) {
  const svg = readFileSync(join(here, "node_modules/lucide-static/icons", `${name}.svg`), "utf8");
  const inner = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return inner.replace(/\s+/g, " ").replace(/ \/>/g, "/>").replace(/> </g, "><").trim();
}

function quote(text) {
  return JSON.stringify(text);
}
