/** Which input was at fault; all of them end the command with exit 3. */
export type InputKind = "command" | "snapshot" | "policy" | "site" | "report";

export interface InputProblem {
  /** What is wrong, without a full stop. */
  readonly what: string;
  /** The file, member, line or option it was found in. */
  readonly where: string;
  /** What the user can do about it, without a full stop. */
  readonly todo: string;
  readonly kind?: InputKind;
  readonly cause?: unknown;
}

/** An input that cannot be used. Not a defect of zmaudit: the user gets one sentence and exit 3. */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly what: string;
  readonly where: string;
  readonly todo: string;
  readonly kind: InputKind;

  constructor(problem: InputProblem) {
    super(`${problem.what}: ${problem.where}. ${problem.todo}.`, problem.cause === undefined ? {} : { cause: problem.cause });
    this.what = problem.what;
    this.where = problem.where;
    this.todo = problem.todo;
    this.kind = problem.kind ?? "snapshot";
  }
}

/** The one place that gives a message its three parts: what, where, what to do. */
export const inputError = (problem: InputProblem): InputError => new InputError(problem);

export const isInputError = (error: unknown): error is InputError => error instanceof InputError;
