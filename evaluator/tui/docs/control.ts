import { visible } from "../../text/visible.js";
import { line, span } from "../text/line.js";
import type { ControlText } from "../world.js";
import { writeDoc, type Doc } from "./doc.js";
import { regoLine } from "./rego.js";

const longestRule = 2_000;

/** Pages are plain Markdown: headings, lists, fenced code and paragraphs are told apart, the rest is left as it is. */
const writePage = (to: ReturnType<typeof writeDoc>, readme: string): void => {
  let paragraph: string[] = [];
  /** The sign of the list's item that the paragraph is. */
  let item = "";
  let fenced = false;
  const flush = (): void => {
    const words = paragraph.join(" ");
    const [url] = /https?:\/\/[^\s<>()\[\]"'`]+[^\s<>()\[\]"'`.,;:]/.exec(words) ?? [];
    const target = url === undefined ? {} : { target: { kind: "link" as const, url } };
    if (words !== "") to.words(words, item === "" ? target : { indent: 2, mark: item, ...target });
    paragraph = [];
    item = "";
  };
  for (const raw of readme.split("\n").slice(0, longestRule)) {
    const text = raw.trimEnd();
    const [, sign, rest] = /^\s*([-*]|\d+\.) +(.*)$/.exec(text) ?? [];
    if (text.startsWith("```")) {
      flush();
      fenced = !fenced;
    } else if (fenced) to.words(text, { indent: 2, tone: "command" });
    else if (text.startsWith("# ")) flush();
    else if (text.startsWith("## ")) {
      flush();
      to.heading(text.slice(3).toUpperCase());
    } else if (sign !== undefined) {
      flush();
      item = `${sign} `;
      paragraph.push(rest ?? "");
    } else if (text.startsWith("|")) {
      flush();
      to.words(text, { indent: 2 });
    } else if (text.startsWith("    ") && item === "" && paragraph.length === 0) to.words(
      text.slice(4), { indent: 2, tone: "command" }
    );
    else if (text === "") flush();
    else paragraph.push(text.trim());
  }
  flush();
};

/**
 * A control: why it matters, how it is judged, what its verdict depends on, the rule itself. `linear` is detailDoc's.
 */
export const controlDoc = (id: string, control: ControlText | undefined, columns: number, linear = false): Doc => {
  const to = writeDoc(columns);
  if (!control) {
    to.words(`The text of ${id} is not at hand: its policy was not given with this report.`);
    return to.done();
  }
  to.words(`${control.id} ${control.title}`, { tone: "strong" });
  for (const fact of control.facts) to.words(fact, { tone: "quiet" });
  writePage(to, control.readme);
  if (control.links.length > 0) {
    to.heading("SOURCES OF THE RULE", linear ? undefined : "enter opens a link in $BROWSER, or copies it");
    for (const { url, says } of control.links) {
      to.words(says === "" ? url : `${says}: ${url}`, { indent: 2, tone: "link", target: { kind: "link", url } });
    }
  }
  if (control.reads.length > 0) {
    to.heading("WHAT A VERDICT DEPENDS ON");
    for (const path of control.reads) to.words(path, { indent: 2 });
  }
  if (control.rule !== "") {
    to.heading("RULE", control.file);
    control.rule.split("\n").slice(0, longestRule)
      .forEach((text, i) => to.add(line(span(`${String(i + 1).padStart(4)}  `, "quiet"), ...regoLine(text).spans)));
  }
  return to.done(visible(control.file));
};
