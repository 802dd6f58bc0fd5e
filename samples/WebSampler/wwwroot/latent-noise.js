// Standard normal latents of a seed: those of LatentNoise and CodesLayout in the package Ml.Gan.Onnx.

const mask32 = (1n << 32n) - 1n;
const mask31 = (1n << 31n) - 1n;
const multiplier = 0x2c1b3c6dn;
const keyStep = 0x9e3779b9n;
const rounds = 8;
const firstCodeCounter = 0xc0de0000;
const uniformStep = 2 ** -32;
const angleStep = 2 * Math.PI * uniformStep;

/** The 64 bit seed of one row of a sample: seed·2³² + row. */
export const rowSeed = (seed, row) => BigInt.asIntN(64, (BigInt(seed) << 32n) | BigInt(row));

/** Two independent whole numbers below 2³² for a row's seed and a counter: a Feistel network. */
export function draw(row, counter) {
  const key = row & mask32;
  let left = BigInt(counter);
  let right = (row >> 32n) & mask32;
  for (let round = 1n; round <= rounds; round++) {
    const sum = (left + key + ((round * keyStep) & mask32)) & mask32;
    const low = sum & mask31;
    const middle = (low * low + sum * multiplier) >> 16n;
    [left, right] = [(right + middle) & mask32, left];
  }
  return [Number(left), Number(right)];
}

/** One latent of size numbers; those beyond ± truncation, unless that is null, are drawn again. */
export function latent(row, size, truncation = null) {
  const half = Math.ceil(size / 2);
  const values = new Float32Array(size);
  for (let i = 0; i < size; i++) {
    let counter = i % half;
    do {
      values[i] = normalPair(row, counter)[i < half ? 0 : 1];
      counter = (counter + half) % 2 ** 32;
    } while (truncation !== null && Math.abs(values[i]) > Math.fround(truncation));
  }
  return values;
}

/** One row of codes as they are drawn in training: categories one-hot, then numbers from -1 to 1. */
export function codes(row, categorical, continuous) {
  const size = categorical.reduce((sum, categories) => sum + categories, continuous);
  const values = new Float32Array(size);
  let counter = firstCodeCounter;
  let start = 0;
  for (const categories of categorical) {
    values[start + Number((BigInt(draw(row, counter++)[0]) * BigInt(categories)) >> 32n)] = 1;
    start += categories;
  }
  for (let i = start; i < size; i++) {
    values[i] = (draw(row, counter++)[0] + 0.5) * uniformStep * 2 - 1;
  }
  return values;
}

/** The latent at t, from 0 to 1, on the great circle between two; on the straight line where there is none. */
export function between(from, to, t) {
  let dot = 0, fromSquared = 0, toSquared = 0;
  for (let i = 0; i < from.length; i++) {
    dot += from[i] * to[i];
    fromSquared += from[i] * from[i];
    toSquared += to[i] * to[i];
  }
  const lengths = Math.sqrt(fromSquared * toSquared);
  const angle = lengths === 0 ? 0 : Math.acos(Math.min(1, Math.max(-1, dot / lengths)));
  const sine = Math.sin(angle);
  const isLine = Math.abs(sine) < 1e-4;
  const a = isLine ? 1 - t : Math.sin((1 - t) * angle) / sine;
  const b = isLine ? t : Math.sin(t * angle) / sine;
  return Float32Array.from(from, (value, i) => a * value + b * to[i]);
}

// Box and Muller 1958, in numbers of the same precision as there.
function normalPair(row, counter) {
  const [first, second] = draw(row, counter);
  const radius = Math.fround(Math.sqrt(-2 * Math.log((first + 0.5) * uniformStep)));
  const angle = Math.fround(second * angleStep);
  return [radius * Math.fround(Math.cos(angle)), radius * Math.fround(Math.sin(angle))];
}
