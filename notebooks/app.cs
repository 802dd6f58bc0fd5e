#!/usr/bin/env -S dotnet run
#:project ../Ml.Gan.Onnx/Ml.Gan.Onnx.csproj
#:package Microsoft.ML.OnnxRuntime
#:property PublishAot=false

// %% [markdown]
// # A generator in an app
//
// An app that samples references `Ml.Gan.Onnx` and an ONNX Runtime: no training library, no ML.NET. This runs the file that `quick-start` exported; run that first. The same code as a program: `dotnet run notebooks/app.cs`.

// %%
using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Ml.Gan.Onnx;

var file = Path.GetFullPath("out/quick-start/generator.onnx");
if (!File.Exists(file))
    throw new FileNotFoundException("Run the notebook quick-start first, which exports this generator.", file);
var folder = Directory.CreateDirectory("out/app").FullName;

// %% [markdown]
// ## What is in the file
//
// It is checked before it is run: a single ONNX model with known inputs, operators that come with ONNX Runtime, sizes that fit.

// %%
var generator = OnnxGenerator.Load(file);
var info = generator.Info;
Console.WriteLine($"{info.Network}, {info.LatentSize} latent numbers, images of {info.Channels}×{info.Height}×{info.Width}");
Console.WriteLine(generator.DeviceDescription);

// %% [markdown]
// ## Images
//
// Image i of a seed is the same whatever the count, the number of threads or the batch.

// %%
var images = generator.Sample(count: 32, seed: 7);
var grid = ImageGrid.Create(images, new ImageGridOptions { Columns = 16 });
grid.Save(Path.Combine(folder, "grid.png"));
File.WriteAllBytes(Path.Combine(folder, "first.png"), PngEncoder.Encode(images.ToPixels(0), info.Width, info.Height, info.Channels));
display(images);

// %% [markdown]
// ## Many images
//
// A stream of batches takes as much memory for a million images as for a thousand: the next batch is made while this one is worked on.

// %%
var watch = Stopwatch.StartNew();
int made = 0;
await foreach (var batch in generator.SampleBatchesAsync(count: 2000, seed: 1))
    made += batch.Count;
Console.WriteLine($"{made} images");
var imagesPerSecond = made / watch.Elapsed.TotalSeconds;

// %% [markdown]
// ## Latents
//
// What a picture is made of is a vector of numbers. Near vectors make alike pictures, so that one can walk, and mix.

// %%
float[] Latent(int seed) => LatentNoise.Rows(count: 1, info.LatentSize, seed);
var walk = ImageGrid.Create(
    generator.Generate([.. LatentPath.Between(Latent(1), Latent(2), steps: 16), .. LatentPath.Between(Latent(3), Latent(4), steps: 16)]),
    new ImageGridOptions { Columns = 16 });
walk.Save(Path.Combine(folder, "walk.png"));
display(walk);

// %% [program]
// A notebook shows pictures and curves below its cells; a program has them as files.
void display(object shown) => Console.WriteLine($"A notebook shows this: {shown.GetType().Name}");
