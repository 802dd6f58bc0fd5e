/** Typed arrays of one kind, at least one of them, put one after the other. */
export function joined(parts) {
  const all = new parts[0].constructor(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
