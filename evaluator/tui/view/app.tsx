import { Box, Text } from "ink";
import type { ReactElement } from "react";
import { tokenOf } from "./compose.js";
import type { Frame } from "./frame.js";

/** Sizes of a frame's parts, without their text: while they stay, the layout stays. */
export interface Shape {
  readonly columns: number;
  readonly rows: number;
  readonly head: number;
  readonly direction: "row" | "column";
  readonly panes: readonly { readonly columns: number; readonly rows: number }[];
  readonly rule: boolean;
  readonly foot: number;
}

export const shapeOf = ({ columns, rows, head, direction, panes, rule, foot }: Frame): Shape => ({
  columns, rows, head: head.length, direction,
  panes: panes.map((pane) => ({ columns: pane.columns, rows: pane.rows })), rule: rule !== undefined, foot: foot.length,
});

const separatorWidth = 3;

/** So many rows of one line each; every one is a token that says which text belongs there. */
const Rows = (
  { columns, rows, first }: { readonly columns: number; readonly rows: number; readonly first: number },
): ReactElement => (
  <Box flexDirection="column" width={columns} height={rows} flexShrink={0}>
    {Array.from({ length: rows }, (_, i) => (
      <Box key={i} width={columns} height={1} flexShrink={0}>
        <Text>{tokenOf(first + i)}</Text>
      </Box>
    ))}
  </Box>
);

/** The parts of the screen in their places: head, panes beside or below each other, foot. */
export const App = ({ shape }: { readonly shape: Shape }): ReactElement => {
  const { columns, rows, head, direction, panes, rule, foot } = shape;
  const starts = panes.map((_, i) => head + panes.slice(0, i).reduce((sum, pane) => sum + pane.rows, 0));
  const afterPanes = head + panes.reduce((sum, pane) => sum + pane.rows, 0);
  const pane = (i: number): ReactElement | null =>
    (panes[i] ? <Rows key={i} columns={panes[i].columns} rows={panes[i].rows} first={starts[i] ?? 0} /> : null);
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Rows columns={columns} rows={head} first={0} />
      {direction === "row"
        ? <Box flexDirection="row" columnGap={separatorWidth} flexShrink={0}>{panes.map((_, i) => pane(i))}</Box>
        : <>{pane(0)}{rule ? <Rows columns={columns} rows={1} first={afterPanes} /> : null}{panes.slice(1)
          .map((_, i) => pane(i + 1))}</>}
      <Rows columns={columns} rows={foot} first={afterPanes + (rule ? 1 : 0)} />
    </Box>
  );
};
