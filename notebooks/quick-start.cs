#!/usr/bin/env -S dotnet run
#:project ../Ml.Gan/Ml.Gan.csproj
#:package TorchSharp-cpu
#:package Microsoft.ML.OnnxRuntime.Gpu
#:property PublishAot=false

// The notebook quick-start.ipynb as a program: dotnet run notebooks/quick-start.cs
// It shows pictures as files in out/quick-start.

// ## Packages and namespaces
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

var folder = Directory.CreateDirectory("out/quick-start").FullName;
var imageFolder = Directory.CreateDirectory(Path.Combine(folder, "images")).FullName;

// ## Images
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

// ## Pipeline
var steps = 600;
var mlContext = new MLContext(seed: 1);
mlContext.Log += (_, entry) =>
{
    if (entry.Kind == ChannelMessageKind.Info && entry.Source.StartsWith("GanEstimator"))
        Console.WriteLine(entry.RawMessage);
};

var data = mlContext.Data.LoadFromEnumerable(
    Directory.GetFiles(imageFolder, "*.png").Order().Select(path => new { File = Path.GetFileName(path) }));
var pipeline = mlContext.Transforms.LoadImages("Image", imageFolder, "File")
    .Append(mlContext.Transforms.ResizeImages("Image", imageWidth: 28, imageHeight: 28))
    .Append(mlContext.Gan().Generator("Generated", "Image", network: new Dcgan { Width = 16 }, steps: steps));

// ## Training
var model = pipeline.Fit(data);
var generator = model.LastTransformer;

// ## Pictures
var samples = generator.Sample(count: 64, seed: 1).GetColumn<float[]>("Generated");
var sampleGrid = ToGrid(samples.SelectMany(values => values).ToArray());
sampleGrid.Save(Path.Combine(folder, "generated.png"));

// ## Export
var onnxFile = Path.Combine(folder, "generator.onnx");
generator.ExportToOnnx(onnxFile);
Console.WriteLine($"{onnxFile}: {new FileInfo(onnxFile).Length:N0} bytes");

// ## Sampling from the ONNX file
var onnxGenerator = OnnxGenerator.Load(onnxFile);
Console.WriteLine(onnxGenerator.DeviceDescription);

var start = LatentNoise.Rows(count: 1, onnxGenerator.Info.LatentSize, seed: 5);
var end = LatentNoise.Rows(count: 1, onnxGenerator.Info.LatentSize, seed: 6);
var morphGrid = ImageGrid.Create(onnxGenerator.Interpolate(start, end, steps: 16), new ImageGridOptions { Columns = 16 });
morphGrid.Save(Path.Combine(folder, "morph.png"));
