import { Box, Text } from "ink";
import { memo, type ReactElement } from "react";
import { line, span, type Line } from "../text/line.js";
import { paintLine, type Theme } from "../theme.js";
import type { Cells } from "./cells.js";
import type { Frame, PaneView } from "./frame.js";

/** One row, already fitted: Ink must neither wrap nor cut it. Drawn anew only when its text changed. */
const Row = memo(({ text, columns }: { readonly text: string; readonly columns: number }): ReactElement => (
  <Box width={columns} height={1} flexShrink={0}>
    <Text>{text}</Text>
  </Box>
));

type Draw = (one: Line, columns: number) => string;

const Rows = ({ lines, columns, rows, draw }: { readonly lines: readonly Line[]; readonly columns: number; readonly rows: number; readonly draw: Draw }): ReactElement => (
  <Box flexDirection="column" width={columns} height={rows} flexShrink={0}>
    {lines.map((one, i) => <Row key={i} text={draw(one, columns)} columns={columns} />)}
  </Box>
);

const separator: Line = line(span(" │ ", "quiet"));

const Side = ({ pane, first, draw }: { readonly pane: PaneView; readonly first: boolean; readonly draw: Draw }): ReactElement => (
  <>
    {first ? null : <Rows lines={Array.from({ length: pane.rows }, () => separator)} columns={3} rows={pane.rows} draw={draw} />}
    <Rows {...pane} draw={draw} />
  </>
);

/** Puts the parts of a frame in their places. What they say was decided before; nothing here reads the terminal or the state. */
export const App = ({ frame, theme, cells }: { readonly frame: Frame; readonly theme: Theme; readonly cells: Cells }): ReactElement => {
  const { columns, rows, head, panes, rule, foot, overlay } = frame;
  const draw: Draw = (one, width) => paintLine({ ...one, spans: one.spans.map((part) => ({ ...part, text: cells.encode(part.text) })) }, width, theme);
  const [upper, ...lower] = panes;
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Rows lines={head} columns={columns} rows={head.length} draw={draw} />
      {frame.direction === "row"
        ? <Box flexDirection="row" width={columns} flexShrink={0}>{panes.map((pane, i) => <Side key={i} pane={pane} first={i === 0} draw={draw} />)}</Box>
        : <>{upper ? <Rows {...upper} draw={draw} /> : null}{rule ? <Rows lines={[rule]} columns={columns} rows={1} draw={draw} /> : null}{lower.map((pane, i) => <Rows key={i} {...pane} draw={draw} />)}</>}
      {foot.length === 0 ? null : <Rows lines={foot} columns={columns} rows={foot.length} draw={draw} />}
      {overlay
        ? <Box position="absolute" marginLeft={overlay.column} marginTop={overlay.row} flexDirection="column" width={overlay.columns} height={overlay.lines.length}>
            {overlay.lines.map((one, i) => <Row key={i} text={draw(one, overlay.columns)} columns={overlay.columns} />)}
          </Box>
        : null}
    </Box>
  );
};

