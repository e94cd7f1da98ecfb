// Draws the pictures of docs/screens: the real program in a pseudo-terminal, its cells as SVG. Run: node
// test/tui/screens.mjs
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { command, start } = await import(new URL("../../build/test/tui/pty.js", import.meta.url).href);
const palette = ["#1d1f21", "#cc6666", "#b5bd68", "#f0c674", "#81a2be", "#b294bb", "#8abeb7", "#c5c8c6"];
const ground = "#1d1f21";
const ink = "#d6d8d6";
const [cellWidth, cellHeight] = [8.4, 18];
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const svgOf = (terminal) => {
  const { cols, rows } = terminal;
  const parts = [];
  for (let y = 0; y < rows; y++) {
    const line = terminal.buffer.active.getLine(y);
    let run;
    const flush = () => {
      if (!run) return;
      const x = (run.x * cellWidth).toFixed(1);
      const width = (run.columns * cellWidth).toFixed(1);
      const fill = run.inverse ? ground : run.fill;
      if (run.inverse) {
        parts.push(`<rect x="${x}" y="${y * cellHeight}" width="${width}" height="${cellHeight}" fill="${run.fill}"/>`);
      }
      if (run.text.trim() !== "") parts.push(
        `<text x="${x}" y="${y * cellHeight + 13}" textLength="${width}" fill="${fill}"`
          + `${run.bold ? ' font-weight="bold"' : ""}${run.dim ? ' opacity="0.6"' : ""}>${escape(run.text)}</text>`
      );
      run = undefined;
    };
    for (let x = 0; x < cols; x++) {
      const cell = line?.getCell(x);
      if (!cell || cell.getWidth() === 0) continue;
      const style = {
        fill: cell.isFgPalette() ? palette[cell.getFgColor() % 8] : ink, inverse: Boolean(cell.isInverse()),
        bold: Boolean(cell.isBold()), dim: Boolean(cell.isDim()),
      };
      if (!run || run.key !== JSON.stringify(style)) {
        flush();
        run = { ...style, key: JSON.stringify(style), x, columns: 0, text: "" };
      }
      run.text += cell.getChars() || " ";
      run.columns += cell.getWidth();
    }
    flush();
  }
  const [width, height] = [Math.ceil(cols * cellWidth), rows * cellHeight];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 ${width + 16} ${height + 16}" width="${width + 16}"`
    + ' font-family="ui-monospace,Menlo,Consolas,monospace" font-size="14" xml:space="preserve">'
    + `<rect x="-8" y="-8" width="${width + 16}" height="${height + 16}" rx="6" fill="${ground}"/>`
    + `${parts.join("\n")}</svg>\n`;
};

/** Name, snapshot, size, keys, and words that say that the picture is there. */
const pictures = [
  ["sections", "neglected/snapshot.json.gz", 110, 34, [], "Sections"],
  ["findings", "neglected/snapshot.json.gz", 140, 40, ["1", "j", "j"], "EVIDENCE"],
  ["finding", "neglected/snapshot.json.gz", 140, 40, [":", "8.1", "\r", "\t"], "EVIDENCE"],
  ["source", "neglected/snapshot.json.gz", 100, 30, [":", "8.1", "\r", "\t", "\r"], "passwordauthentication"],
  ["plan", "neglected/snapshot.json.gz", 110, 30, ["4", "j"], "STEP"],
  ["hosts", "estate/snapshot.tar.gz", 110, 30, ["5"], "control × host"],
];
const folder = join(root, "docs/screens");
mkdirSync(folder, { recursive: true });
for (const [name, snapshot, columns, rows, keys, words] of pictures) {
  const session = start(process.execPath, [command, "browse", join(root, "snapshots", snapshot)], { columns, rows });
  await session.until((text) => / by article/.test(text) && !text.includes("judging"), "all that is judged", 60_000);
  // In one write: all keys are taken before the next frame, so that the words are on the frame after the last one.
  if (keys.length > 0) session.send(keys.join(""));
  await session.see(words);
  writeFileSync(join(folder, `${name}.svg`), svgOf(session.terminal));
  session.send("\u0003");
  await session.ended;
  console.log(`docs/screens/${name}.svg`);
}
