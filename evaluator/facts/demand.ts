/**
 * The names that somebody will ask for, where a source has hundreds that nobody reads. Taken from the contracts of the controls
 * that run; a name outside of it is left out of the facts, a name in it is always there: known, unset or unknown.
 */
export interface Demand {
  readonly attributes: ReadonlySet<string>;
  /** Attributes of which the values that accounts set for themselves are counted. */
  readonly overrides?: ReadonlySet<string>;
  readonly localconfig: ReadonlySet<string>;
  readonly postconf: ReadonlySet<string>;
  readonly sshd: ReadonlySet<string>;
  readonly units: ReadonlySet<string>;
  /** Parts of a host (definitions/host of schemas/facts.schema.json); without it all of them. */
  readonly hosts?: ReadonlySet<string>;
}
