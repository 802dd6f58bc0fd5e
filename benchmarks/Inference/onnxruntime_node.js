// Runs a generator in onnxruntime-node: for each line on standard input one batch, answered by its milliseconds.
const [model, batch, latentSize, threads] = process.argv.slice(2);
let ort;
try {
  ort = require('onnxruntime-node');
} catch {
  console.log('missing');
  process.exit(0);
}

(async () => {
  const session = await ort.InferenceSession.create(model, { intraOpNumThreads: Number(threads) });
  const data = Float32Array.from({ length: batch * latentSize }, () => Math.random() * 2 - 1);
  const feeds = { [session.inputNames[0]]: new ort.Tensor('float32', data, [Number(batch), Number(latentSize)]) };
  console.log('ready');
  for await (const line of require('readline').createInterface({ input: process.stdin })) {
    const start = process.hrtime.bigint();
    await session.run(feeds);
    console.log(Number(process.hrtime.bigint() - start) / 1e6);
  }
})();
