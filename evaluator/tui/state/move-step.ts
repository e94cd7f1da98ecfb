import { rowsOfPlan } from "./derive.js";
import { layoutOf, listHeight } from "./layout.js";
import { partKey, stepKey } from "./plan-order.js";
import { settle } from "./scroll.js";
import { saying, type State, type Step } from "./state.js";

/** J and K: the step one place down or up in its part. Parts stay in order: restarts come last. */
export const moveStep = (by: 1 | -1) => (state: State): Step => {
  const { plan: scroll } = state.scrolls;
  const rows = rowsOfPlan(state);
  const row = rows[scroll.cursor];
  if (row?.kind !== "step") return [saying(state, "the head of a part: its steps are below")];
  if (state.local.plan !== "") return [saying(state, "a filter hides steps: esc shows all, then they can be moved")];
  const keys = row.part.steps.map(stepKey);
  const at = keys.indexOf(stepKey(row.step));
  const other = keys[at + by];
  if (other === undefined) {
    return [saying(state, `the ${by > 0 ? "last" : "first"} of its part: a step stays in its part`)];
  }
  const moved = [...keys];
  moved[at + by] = keys[at] ?? "";
  moved[at] = other;
  const cursor = scroll.cursor + by;
  return [{
    ...state, planOrder: { ...state.planOrder, [partKey(row.part)]: moved },
    scrolls: { ...state.scrolls, plan: settle({ ...scroll, cursor }, rows.length, listHeight(layoutOf(state))) },
  }];
};
