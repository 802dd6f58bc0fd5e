#!/usr/bin/env -S dotnet run
#:project ../Ml.Gan/Ml.Gan.csproj
#:package TorchSharp-cpu
#:package Microsoft.ML.OnnxRuntime
#:property PublishAot=false

// %% [markdown]
// # Quick start
//
// Train a generator on a folder of images with ML.NET, look at what it makes, and sample it without any training library. The same code as a program: `dotnet run notebooks/quick-start.cs`.
//
// The package `Ml.Gan` and the one that it builds on, `Ml.Gan.Onnx`, aren't on NuGet yet. Make them in a clone of the repository:
//
// ```sh
// dotnet pack Ml.Gan.Onnx -c Release -o packages
// dotnet pack Ml.Gan -c Release -o packages
// ```
//
// Then write, above the first `#r` below, `#i "nuget:FOLDER"` with the full path of that folder `packages`.
//
// ## Packages and namespaces
//
// `Ml.Gan` brings ML.NET and TorchSharp along. The other two packages hold the native libraries: libtorch, which trains, and ONNX Runtime, which runs what was trained. For training on an NVIDIA GPU, take `TorchSharp-cuda-linux` or `TorchSharp-cuda-windows` in the place of `TorchSharp-cpu`.

// %%
using System;
using System.IO;
using System.Linq;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Ml.Gan;
using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

var folder = Directory.CreateDirectory("out/quick-start").FullName;
var imageFolder = Directory.CreateDirectory(Path.Combine(folder, "images")).FullName;

// %% [markdown]
// ## Images
//
// Any folder of images will do; to have one at hand, this cell writes 2,000 digits as `Glyphs` draws them. Its values, like a generator's, lie between −1 and 1.

// %%
var glyphs = new Glyphs(size: 28);
var pixels = new float[2000 * glyphs.Shape.Length];
glyphs.Read(Enumerable.Range(0, 2000).Select(i => (long)i).ToArray(), pixels);
var real = new ImageBatch(pixels, channels: 1, height: 28, width: 28, ValueRange.Tanh);
for (int i = 0; i < real.Count; i++)
    File.WriteAllBytes(Path.Combine(imageFolder, $"{i:D4}.png"), PngEncoder.Encode(real.ToPixels(i), real.Width, real.Height, real.Channels));

ImageGrid ToGrid(float[] values) =>
    ImageGrid.Create(new ImageBatch(values, channels: 1, height: 28, width: 28, ValueRange.Tanh), new ImageGridOptions { Columns = 16 });

var realGrid = ToGrid(pixels[..(64 * glyphs.Shape.Length)]);
realGrid.Save(Path.Combine(folder, "real.png"));
display(realGrid);

// %% [markdown]
// ## Pipeline
//
// A GAN is one step of an ML.NET pipeline. It learns from a column of images or of float vectors, and adds a column of generated samples. 600 steps of a small network take about a minute of one core and give digits, most of which can be read; more steps and the default width of 64 give better ones. `TrainingHistory` remembers the losses.

// %%
var steps = 600;
var mlContext = new MLContext(seed: 1);
mlContext.Log += (_, entry) =>
{
    if (entry.Kind == ChannelMessageKind.Info && entry.Source.StartsWith("GanEstimator"))
        Console.WriteLine(entry.RawMessage);
};

var data = mlContext.Data.LoadFromEnumerable(
    Directory.GetFiles(imageFolder, "*.png").Order().Select(path => new { File = Path.GetFileName(path) }));
var history = new TrainingHistory();
var pipeline = mlContext.Transforms.LoadImages("Image", imageFolder, "File")
    .Append(mlContext.Transforms.ResizeImages("Image", imageWidth: 28, imageHeight: 28))
    .Append(mlContext.Gan().Generator(new GanEstimator.Options
    {
        OutputColumnName = "Generated",
        InputColumnName = "Image",
        Network = new Dcgan { Width = 16 },
        Steps = steps,
        Listeners = [history],
    }));

// %% [markdown]
// ## Training
//
// `Fit` reads the images once, trains the generator against its discriminator, and gives a chain of transformers with the generator as its last one. The losses of two networks that play against each other don't fall as those of a regression do: look at the pictures.

// %%
var model = pipeline.Fit(data);
var generator = model.LastTransformer;
display(history);

// %% [markdown]
// ## Pictures
//
// Sample i depends on the seed and i alone.

// %%
var samples = generator.Sample(count: 64, seed: 1).GetColumn<float[]>("Generated");
var sampleGrid = ToGrid(samples.SelectMany(values => values).ToArray());
sampleGrid.Save(Path.Combine(folder, "generated.png"));
display(sampleGrid);

// %% [markdown]
// ## Export
//
// The file holds all that is needed to make images: any ONNX runtime, in any language, can run it.

// %%
var onnxFile = Path.Combine(folder, "generator.onnx");
generator.ExportToOnnx(onnxFile);
Console.WriteLine($"{Path.GetFileName(onnxFile)}: {new FileInfo(onnxFile).Length:N0} bytes");

// %% [markdown]
// ## Sampling from the ONNX file
//
// An app that only samples needs the package `Ml.Gan.Onnx` and none of the others. Here it walks from one latent vector to another.

// %%
var onnxGenerator = OnnxGenerator.Load(onnxFile);
Console.WriteLine(onnxGenerator.DeviceDescription);

var start = LatentNoise.Rows(count: 1, onnxGenerator.Info.LatentSize, seed: 5);
var end = LatentNoise.Rows(count: 1, onnxGenerator.Info.LatentSize, seed: 6);
var morphGrid = ImageGrid.Create(onnxGenerator.Interpolate(start, end, steps: 16), new ImageGridOptions { Columns = 16 });
morphGrid.Save(Path.Combine(folder, "morph.png"));
display(morphGrid);

// %% [program]
// A notebook shows pictures and curves below its cells; a program has them as files.
void display(object shown) => Console.WriteLine($"A notebook shows this: {shown.GetType().Name}");
