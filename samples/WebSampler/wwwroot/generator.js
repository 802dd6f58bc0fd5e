// The generator in this browser, by ONNX Runtime's WebAssembly.

import * as noise from "./latent-noise.js";
import { withRequiredInput } from "./onnx-file.js";
import { joined } from "./typed-arrays.js";

const errorsAlone = 3;
const truncationInput = "truncation";

export class Generator {
  #runtime;
  #session;
  // One run at a time: a session takes no second one meanwhile.
  #last = Promise.resolve();

  /** Loads the model that the server serves. */
  static async load(model) {
    const runtime = await import("./onnxruntime-web/ort.wasm.bundle.min.mjs");
    runtime.env.wasm.numThreads = 1;
    runtime.env.wasm.wasmPaths = {
      wasm: new URL("./onnxruntime-web/ort-wasm-simd-threaded.wasm", import.meta.url).href,
    };
    const generator = new Generator();
    generator.model = model;
    generator.#runtime = runtime;
    const file = new Uint8Array(await (await fetch(new URL("./generator.onnx", import.meta.url))).arrayBuffer());
    generator.#session = await runtime.InferenceSession.create(
      model.truncation === "styles" ? withRequiredInput(file, truncationInput) : file,
      { executionProviders: ["wasm"], logSeverityLevel: errorsAlone });
    return generator;
  }

  /** What makes image `row` of the server's sample of a seed: a latent, or the seed itself, and codes. */
  input(seed, row, truncation) {
    const { model } = this;
    const key = noise.rowSeed(seed, row);
    const limit = model.truncation === "latents" ? truncation : null;
    return {
      key,
      latent: model.takesSeeds ? null : noise.latent(key, model.latentSize, limit),
      codes: noise.codes(key, model.categorical, model.continuous),
    };
  }

  /** Pictures (ImageData) of inputs, all of one label and truncation, in one run. */
  run(inputs, label, truncation) {
    const run = this.#last.then(() => this.#run(inputs, label, truncation));
    this.#last = run.catch(() => {});
    return run;
  }

  async #run(inputs, label, truncation) {
    const { model } = this;
    const count = inputs.length;
    const rows = (values) => new this.#runtime.Tensor("float32", joined(values), [count, values[0].length]);
    const numbers = (values) => new this.#runtime.Tensor("int64", BigInt64Array.from(values), [count]);
    const feeds = model.takesSeeds
      ? { seed: numbers(inputs.map((input) => input.key)) }
      : { latent: rows(inputs.map((input) => input.latent)) };
    if (model.inputs.includes("label")) {
      feeds.label = numbers(inputs.map(() => BigInt(label)));
    }
    if (model.inputs.includes("codes")) {
      feeds.codes = rows(inputs.map((input) => input.codes));
    }
    if (model.truncation === "styles") {
      feeds[truncationInput] = new this.#runtime.Tensor("float32", [truncation ?? 1], [1]);
    }
    const values = (await this.#session.run(feeds))[model.output].data;
    const length = values.length / count;
    return inputs.map((_, i) => picture(values.subarray(i * length, (i + 1) * length), model));
  }
}

/** Values (C, H, W) as the pixels that the server's PNG has. */
function picture(values, { channels, height, width, low, high }) {
  const image = new ImageData(width, height);
  const plane = width * height;
  const range = Math.fround(high - low);
  for (let i = 0; i < plane; i++) {
    for (let color = 0; color < 3; color++) {
      const value = values[(channels === 1 ? 0 : color) * plane + i];
      const scaled = Math.fround(Math.fround(Math.fround(value - low) / range) * 255);
      // Pixels of ImageData are clamped and rounded, a half to the even number.
      image.data[4 * i + color] = scaled;
    }
    image.data[4 * i + 3] = 255;
  }
  return image;
}
