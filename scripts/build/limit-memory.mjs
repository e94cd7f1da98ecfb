/** Unsigned LEB128, as WebAssembly writes sizes. */
const readSize = (bytes, at) => {
  let value = 0;
  let shift = 0;
  for (let i = at; ; i++) {
    value += (bytes[i] & 0x7f) * 2 ** shift;
    shift += 7;
    if ((bytes[i] & 0x80) === 0) return { value, next: i + 1 };
  }
};
const writeSize = (value) => {
  const out = [];
  for (let rest = value; ; ) {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    out.push(rest > 0 ? low | 0x80 : low);
    if (rest === 0) return Uint8Array.from(out);
  }
};

const memorySection = 5;
const pageBytes = 64 * 1024;

/**
 * The module with a maximum for its memory. Go asks for none, so a built-in that a policy calls on a large input could take 4 GiB
 * of the machine; with one it ends as Go ends out of memory.
 */
export const limitMemory = (bytes, maximumBytes) => {
  for (let at = 8; at < bytes.length; ) {
    const size = readSize(bytes, at + 1);
    const end = size.next + size.value;
    if (bytes[at] !== memorySection) {
      at = end;
      continue;
    }
    const count = readSize(bytes, size.next);
    const minimum = readSize(bytes, count.next + 1);
    const unlimited = count.value === 1 && bytes[count.next] === 0 && minimum.next === end;
    if (!unlimited) throw new Error("the Go module's memory is not what it was: see scripts/build/limit-memory.mjs");
    const section = Buffer.concat([Uint8Array.of(1, 1), writeSize(minimum.value), writeSize(maximumBytes / pageBytes)]);
    return Buffer.concat([bytes.subarray(0, at + 1), writeSize(section.length), section, bytes.subarray(end)]);
  }
  throw new Error("the Go module has no memory: see scripts/build/limit-memory.mjs");
};
