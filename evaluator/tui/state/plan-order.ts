import type { Plan, PlanPart, Step as PlanStep } from "../../results/plan.js";
import type { State } from "./state.js";

export const partKey = ({ kind, where }: PlanPart): string => `${kind} ${where}`;
export const stepKey = ({ lines }: PlanStep): string => lines.join("\n");

/**
 * The plan with the user's own order: by part, the keys of its steps. Steps that it does not name keep their places, so
 * that what comes onto the plan later stands where it would have.
 */
export const orderedPlan = (plan: Plan, order: State["planOrder"]): Plan => ({
  ...plan, parts: plan.parts.map((part) => {
    const byKey = new Map(part.steps.map((step) => [stepKey(step), step]));
    const own = (order[partKey(part)] ?? []).flatMap((key) => byKey.get(key) ?? []);
    const named = new Set(own);
    let next = 0;
    return { ...part, steps: part.steps.map((step) => (named.has(step) ? own[next++] ?? step : step)) };
  }),
});
