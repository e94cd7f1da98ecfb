/** An object of these keys in byte order. It has no prototype: a class of service may be named `__proto__`. */
export const sortedObject = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> => {
  const object: Record<string, T> = Object.create(null);
  for (const [key, value] of [...entries].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))) object[key] = value;
  return object;
};
