/** For esbuild: one file of ours in the place of the modules whose names match. */
export const instead = (pattern, path) => ({
  name: "instead",
  setup: ({ onResolve }) => onResolve({ filter: pattern }, () => ({ path })),
});
