// Runs a model by ONNX Runtime's WebAssembly in Node.js. Arguments: the folder that has node_modules, the model, and a
// file of JSON with its inputs. Writes its outputs as JSON; numbers as text, as some have 64 bits.
const { createRequire } = require('node:module');
const { readFileSync } = require('node:fs');
const [folder, model, inputs] = process.argv.slice(2);
const ort = createRequire(`${folder}/`)('onnxruntime-web');

(async () => {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(model, { executionProviders: ['wasm'] });
  const feeds = {};
  for (const { Name, Data, Shape } of JSON.parse(readFileSync(inputs, 'utf8')))
    feeds[Name] = new ort.Tensor('float32', Float32Array.from(Data), Shape);
  const results = await session.run(feeds);
  const output = results[session.outputNames[0]];
  console.log(JSON.stringify({ Shape: output.dims, Data: Array.from(output.data, value => `${value}`) }));
})();
