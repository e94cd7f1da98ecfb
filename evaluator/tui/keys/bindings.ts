import { isKeyName } from "./decode.js";
import { bindings, overlays, screens, type Binding, type CommandId, type Context, type Screen } from "./table.js";

export * from "./table.js";

const everyBinding: readonly (Binding & { readonly id: CommandId })[] = bindings;

/** Two commands on one key in one context. */
export interface Clash {
  readonly context: Context;
  readonly key: string;
  readonly commands: readonly string[];
}

export const clashesOf = (table: readonly Binding[]): readonly Clash[] =>
  [...screens, ...overlays].flatMap((context) => {
    const byKey = new Map<string, string[]>();
    for (const binding of table) if (binding.in.includes(context)) {
      for (const key of binding.keys) byKey.set(key, [...(byKey.get(key) ?? []), binding.id]);
    }
    return [...byKey].filter(([, commands]) => commands.length > 1)
      .map(([key, commands]) => ({ context, key, commands }));
  });

export interface Keymap {
  readonly table: readonly (Binding & { readonly id: CommandId })[];
  readonly find: (context: Context, key: string) => CommandId | undefined;
  /** A key as people call it. */
  readonly label: (key: string) => string;
}

const shortNames: Readonly<Record<string, string>> = {
  up: "↑", down: "↓", left: "←", right: "→", enter: "⏎", escape: "esc", pageup: "PgUp", pagedown: "PgDn", home: "Home",
  end: "End", "shift+tab": "⇧tab", f1: "F1",
};
/** In letters: a sign that ASCII has not would become another key's. */
const asciiNames: Readonly<Record<string, string>> = {
  ...shortNames, up: "up", down: "down", left: "left", right: "right", enter: "enter", "shift+tab": "S-tab",
};
export const keyLabel = (key: string): string => shortNames[key] ?? key.replace(/^ctrl\+/, "^");
const asciiLabel = (key: string): string => asciiNames[key] ?? key.replace(/^ctrl\+/, "^");

export const keymapOf = (table: Keymap["table"]): Keymap => {
  const byKey = new Map(table.flatMap((one) =>
    one.in.flatMap((context) => one.keys.map((key) => [`${context} ${key}`, one.id] as const))));
  return { table, find: (context, key) => byKey.get(`${context} ${key}`), label: keyLabel };
};

export const withAsciiLabels = (keymap: Keymap): Keymap => ({ ...keymap, label: asciiLabel });

/** What the bar has first where it has not room for all: the order in which people need it. */
const barOrder: readonly string[] = [
  "down", "open", "filter", "search", "previous", "facets", "group", "only-differing", "role", "mark", "bytes", "wrap",
  "copy", "plan-toggle", "rule",
  "export", "step-down", "outside", "sort",
];

/** The keys of a screen's bar, each with its words. */
export const barOf = ({ table, label }: Keymap, screen: Screen): readonly (readonly [keys: string, says: string])[] => {
  const first = (id: string): string => {
    const key = table.find((one) => one.id === id)?.keys[0];
    return key === undefined ? "" : label(key);
  };
  const rank = ({ id }: Binding): number => (barOrder.includes(id) ? barOrder.indexOf(id) : barOrder.length);
  return table.filter((one) =>
    one.bar !== undefined && one.keys.length > 0 && (one.barIn ?? one.in).some((context) => context === screen))
    .sort((a, b) => rank(a) - rank(b))
    .map(({ id, pair, bar = "" }) => {
      const labels = [...(pair === undefined ? [] : [first(pair)]), first(id)].filter((one) => one !== "");
      return [labels.join(labels.every((one) => /^[↑↓]$/.test(one)) ? "" : " "), bar];
    });
};

export const defaultKeymap = keymapOf(everyBinding);

/** The user's own keys by command name, `{"down": ["n"], "next": []}`: what it says replaces a command's keys. */
export const withOverrides = (overrides: unknown): Keymap | { readonly problem: string } => {
  if (typeof overrides !== "object" || overrides === null || Array.isArray(overrides)) {
    return { problem: "the keys file must hold an object of command names with lists of keys" };
  }
  const own = new Map(Object.entries(overrides));
  for (const [id, keys] of own) {
    if (!everyBinding.some((binding) => binding.id === id)) {
      return { problem: `there is no command ${JSON.stringify(id)}; zmaudit browse --keys lists them` };
    }
    if (!Array.isArray(keys)) return { problem: `the keys of ${id} must be a list of key names, such as ["ctrl+n"]` };
    const strange: unknown = keys.find((key) => typeof key !== "string" || !isKeyName(key));
    if (strange !== undefined) {
      const given = JSON.stringify(strange).slice(0, 40);
      return { problem: `${given}, given for ${id}, is no key: "x", "X", "ctrl+x", "alt+x", "space", "pageup", "f1"` };
    }
  }
  const table = everyBinding.map((binding) =>
    ({ ...binding, keys: (own.get(binding.id) as readonly string[] | undefined) ?? binding.keys }));
  const [clash] = clashesOf(table);
  if (clash) return { problem: `the key ${clash.key} would mean ${clash.commands.join(" and ")} on ${clash.context}` };
  if (!table.some(({ id, keys }) => (id === "quit" || id === "quit-now") && keys.length > 0)) {
    return { problem: "no key would be left to quit with" };
  }
  return keymapOf(table);
};
