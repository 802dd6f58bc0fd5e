#!/usr/bin/env -S dotnet run
#:project ../Ml.Gan/Ml.Gan.csproj
#:package TorchSharp-cpu
#:package Microsoft.ML.OnnxRuntime
#:property PublishAot=false

// %% [markdown]
// # Your own folder
//
// From a folder of pictures to a generator, with what the library would choose by itself, and a look at whether it is any good. Here the folder is drawn: 500 small scenes in color. Put the path of your own in `photos`. The same code as a program: `dotnet run notebooks/own-folder.cs`.

// %%
using System;
using System.IO;
using System.Linq;
using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

var folder = Directory.CreateDirectory("out/own-folder").FullName;
var photos = Path.Combine(folder, "photos");
if (!Directory.Exists(photos))
{
    Directory.CreateDirectory(photos);
    var scenes = SampleSource.Open("builtin:scenes");
    var drawn = new float[500 * scenes.Shape.Length];
    scenes.Read(Enumerable.Range(0, 500).Select(i => (long)i).ToArray(), drawn);
    var pictures = new ImageBatch(drawn, scenes.Shape.Channels, scenes.Shape.Height, scenes.Shape.Width, ValueRange.Tanh);
    for (int i = 0; i < pictures.Count; i++)
        File.WriteAllBytes(Path.Combine(photos, $"{i:D3}.png"), PngEncoder.Encode(pictures.ToPixels(i), pictures.Width, pictures.Height, pictures.Channels));
}

// %% [markdown]
// ## The data
//
// Size and channels come from the pictures unless `Size` and `Channels` say otherwise. What is left out, and why, is told.

// %%
var data = SampleSource.Open(photos, new SampleSourceOptions { Warning = Console.WriteLine });
Console.WriteLine($"{data.Count} pictures of {data.Shape}");

var values = new float[32 * data.Shape.Length];
data.Read(Enumerable.Range(0, 32).Select(i => (long)i).ToArray(), values);
var real = ImageGrid.Create(
    new ImageBatch(values, data.Shape.Channels, data.Shape.Height, data.Shape.Width, ValueRange.Tanh), new ImageGridOptions { Columns = 8 });
real.Save(Path.Combine(folder, "real.png"));
display(real);

// %% [markdown]
// ## The plan
//
// `TrainingPlan` chooses network, width, batch and augmentation by what the data are, and says why. With a `Time` in the options it measures this machine and plans as many steps as fit.

// %%
var steps = 400;
var plan = TrainingPlan.For(data, new LatentGanOptions { Steps = steps, Seed = 1 });
foreach (var reason in plan.Reasons)
    Console.WriteLine(reason);

// %% [markdown]
// ## The training
//
// A few minutes of one core. What comes of so few steps are colors and shapes; `Steps` of 5,000 and more make pictures of them.

// %%
var history = new TrainingHistory();
var gan = new LatentGan(plan.Options, data);
new GanTrainer(gan).Train([history]);
display(history);

// %%
var onnxFile = Path.Combine(folder, "generator.onnx");
gan.Export().Save(onnxFile);
var generator = OnnxGenerator.Load(onnxFile);
var grid = ImageGrid.Create(generator.Sample(count: 32, seed: 1), new ImageGridOptions { Columns = 8 });
grid.Save(Path.Combine(folder, "generated.png"));
display(grid);

// %% [markdown]
// ## Is it any good?
//
// Sets of pictures are compared: the generated ones with real ones, beside what other real ones get. Here they are compared by averaged pixels; with the features of a network, `new EvaluationOptions { Features = … }`, figures say more. `docs/metrics.md` has what each of them means.

// %%
var report = GeneratorEvaluation.Evaluate(generator, data, new EvaluationOptions { Count = 200 });
Console.WriteLine(report.Warning);
foreach (var result in report.Results)
    Console.WriteLine($"{report.TitleOf(result.Metric)}: {result.Value:G4} (real pictures: {result.Reference:G4})");

// %% [program]
// A notebook shows pictures and curves below its cells; a program has them as files.
void display(object shown) => Console.WriteLine($"A notebook shows this: {shown.GetType().Name}");
