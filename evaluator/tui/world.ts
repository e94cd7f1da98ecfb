import type { Model } from "./state/model.js";

/** A part of a snapshot as it was collected. */
export interface SourcePart {
  readonly command?: string;
  readonly state: string;
  readonly exit?: number;
  readonly sha256?: string;
  readonly size: number;
  readonly text?: string;
  readonly bytes?: Uint8Array;
  readonly stderr?: string;
  /** Why it cannot be shown or trusted. */
  readonly damage?: string;
}

export interface SourceRef {
  readonly host: string;
  readonly source: string;
  readonly part: string;
}

/** What a control's folder says of it. */
export interface ControlText {
  readonly id: string;
  readonly title: string;
  /** Severity, kind, parameters. */
  readonly facts: readonly string[];
  /** What a verdict depends on, and what may be left unknown. */
  readonly reads: readonly string[];
  readonly readme: string;
  readonly rule: string;
  readonly file: string;
  readonly links: readonly { readonly url: string; readonly says: string }[];
}

/**
 * All that the browser knows: the report, and three functions to look things up in. They answer at once and never
 * throw.
 */
export interface World {
  readonly model: Model;
  source(ref: SourceRef): SourcePart | undefined;
  control(id: string): ControlText | undefined;
  roles(host: string): readonly string[];
}
