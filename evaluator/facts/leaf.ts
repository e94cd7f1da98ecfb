/** Where a value comes from; "unset" is known absence. */
export type Origin = "account" | "cos" | "domain" | "server" | "global" | "unset" | "default" | "file" | "kernel" | "command";

/** One fact. `ev` is a number into the evidence table; an unknown leaf has no value, so a positive condition on it gives nothing. */
export type Leaf<T = unknown> = KnownLeaf<T> | UnsetLeaf | UnknownLeaf;
export interface KnownLeaf<T> {
  readonly value: T;
  readonly from: Exclude<Origin, "unset">;
  readonly ev: number;
}
export interface UnsetLeaf {
  readonly from: "unset";
  readonly ev: number;
}
export interface UnknownLeaf {
  readonly unknown: string;
  readonly ev: number;
}

export const known = <T>(value: T, from: Exclude<Origin, "unset">, ev: number): KnownLeaf<T> => ({ value, from, ev });
export const unset = (ev: number): UnsetLeaf => ({ from: "unset", ev });
export const unknown = (reason: string, ev: number): UnknownLeaf => ({ unknown: reason, ev });
export const isKnown = <T>(leaf: Leaf<T> | undefined): leaf is KnownLeaf<T> => leaf !== undefined && "value" in leaf;
export const isUnknown = (leaf: Leaf | undefined): leaf is UnknownLeaf => leaf === undefined || "unknown" in leaf;
