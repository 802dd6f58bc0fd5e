#!/usr/bin/env -S dotnet run
#:project ../Ml.Gan/Ml.Gan.csproj
#:package TorchSharp-cpu
#:package Microsoft.ML.OnnxRuntime
#:property PublishAot=false

// %% [markdown]
// # From image to image
//
// pix2pix (Isola et al., 2017) learns from pairs: outlines of digits, and the digits filled in the colors of their classes. The same code as a program: `dotnet run notebooks/translation.cs`.

// %%
using System;
using System.IO;
using System.Linq;
using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

var folder = Directory.CreateDirectory("out/translation").FullName;
var pairs = PairedSamples.Open("builtin:outlines");
Console.WriteLine($"inputs {pairs.Inputs.Shape}, targets {pairs.Targets.Shape}");

// %% [markdown]
// ## Training
//
// A U-Net translates, and a discriminator of patches judges input and output together. 300 steps of a narrow one take about a minute.

// %%
var steps = 300;
var history = new TrainingHistory();
var gan = TranslationGan.Create(
    new TranslationOptions
    {
        System = new Pix2Pix(),
        Translator = new UNet { Width = 16 },
        DiscriminatorWidth = 16,
        PatchSize = 16,
        Steps = steps,
        Seed = 1,
    },
    TranslationData.Pairs(pairs));
new GanTrainer(gan).Train([history]);
gan.Export().Save(Path.Combine(folder, "translator.onnx"));
display(history);

// %% [markdown]
// ## Pairs that it hasn't seen
//
// Built-in pairs are drawn without end, so that those far behind the ones that were learned from are new. Rows: inputs, what is made of them, targets.

// %%
var translator = OnnxTranslator.Load(Path.Combine(folder, "translator.onnx"));
var unseen = Enumerable.Range(1_000_000, 10).Select(i => (long)i).ToArray();
float[] Read(ISampleSource source)
{
    var values = new float[unseen.Length * source.Shape.Length];
    source.Read(unseen, values);
    return values;
}

var (inputs, targets) = (Read(pairs.Inputs), Read(pairs.Targets));
var shape = pairs.Targets.Shape;
var outputs = translator.Translate(inputs, count: unseen.Length, shape.Height, shape.Width);
var gray = Enumerable.Range(0, unseen.Length).SelectMany(
    i => Enumerable.Repeat(inputs[(i * shape.Height * shape.Width)..((i + 1) * shape.Height * shape.Width)], 3).SelectMany(plane => plane));
var picture = ImageGrid.Create(
    new ImageBatch([.. gray, .. outputs.Values.ToArray(), .. targets], shape.Channels, shape.Height, shape.Width, ValueRange.Tanh),
    new ImageGridOptions { Columns = unseen.Length });
picture.Save(Path.Combine(folder, "outlines.png"));
display(picture);

// %% [program]
// A notebook shows pictures and curves below its cells; a program has them as files.
void display(object shown) => Console.WriteLine($"A notebook shows this: {shown.GetType().Name}");
