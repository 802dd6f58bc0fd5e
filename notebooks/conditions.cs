#!/usr/bin/env -S dotnet run
#:project ../Ml.Gan/Ml.Gan.csproj
#:package TorchSharp-cpu
#:package Microsoft.ML.OnnxRuntime
#:property PublishAot=false

// %% [markdown]
// # Asking for what you want
//
// A generator of digits that takes a class, walks between pictures, and codes that find their own meaning. The same code as a program: `dotnet run notebooks/conditions.cs`.

// %%
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

var folder = Directory.CreateDirectory("out/conditions").FullName;
var digits = new Glyphs(size: 28);

// %% [markdown]
// ## Classes
//
// `Condition = new LabelCondition()` gives generator and discriminator the class of each sample.

// %%
var steps = 600;
var gan = new LatentGan(
    new LatentGanOptions
    {
        Network = new Dcgan { Width = 16 },
        Condition = new LabelCondition(),
        Steps = steps,
        Seed = 1,
    },
    digits);
new GanTrainer(gan).Train();
gan.Export().Save(Path.Combine(folder, "digits.onnx"));

// %% [markdown]
// Each column is a class, each row one latent vector: what the latent says is how it is written.

// %%
var generator = OnnxGenerator.Load(Path.Combine(folder, "digits.onnx"));
int latentSize = generator.Info.LatentSize;
var rows = Enumerable.Range(1, 4).SelectMany(seed => Enumerable.Repeat(LatentNoise.Rows(1, latentSize, seed), 10)).SelectMany(row => row).ToArray();
var classes = ImageGrid.Create(
    generator.Generate(rows, new GeneratorConditions { Labels = [.. Enumerable.Range(0, 40).Select(i => i % 10)] }),
    new ImageGridOptions { Columns = 10 });
classes.Save(Path.Combine(folder, "classes.png"));
display(classes);

// %% [markdown]
// ## Walks
//
// Between two latents, step by step, with the class kept.

// %%
var from = LatentNoise.Rows(1, latentSize, seed: 5);
var to = LatentNoise.Rows(1, latentSize, seed: 3);
var walk = ImageGrid.Create(
    generator.Interpolate(from, to, steps: 10, new GeneratorConditions { Classes = ["4"] }),
    new ImageGridOptions { Columns = 10 });
walk.Save(Path.Combine(folder, "walk.png"));
display(walk);

// %% [markdown]
// ## Codes
//
// Codes are numbers that the generator is given and that a third network has to read off its pictures (InfoGAN: Chen et al., 2016). Nobody says what they mean. Here `d1` is one of ten categories and `c1` a number; after a long training categories stand for digits, and the number for slant or weight. 600 steps show the beginning of that.

// %%
var withCodes = new LatentGan(
    new LatentGanOptions
    {
        Network = new Dcgan { Width = 16, HiddenUnits = 256 },
        Codes = LatentCodes.Parse("10,c1"),
        BatchSize = 64,
        GeneratorOptimizer = new AdamSettings { LearningRate = 1e-3, Beta2 = 0.999 },
        DiscriminatorOptimizer = new AdamSettings { LearningRate = 5e-4, Beta2 = 0.999 },
        Steps = steps,
        Seed = 1,
    },
    digits);
new GanTrainer(withCodes).Train();
withCodes.Export().Save(Path.Combine(folder, "codes.onnx"));

// %%
var coded = OnnxGenerator.Load(Path.Combine(folder, "codes.onnx"));
var traversal = ImageGrid.Create(
    coded.Traverse(
        "c1", from: -2, to: 2, steps: 10, rows: 5, seed: 1,
        new GeneratorConditions { Codes = new Dictionary<string, float[]> { ["d1"] = [0, 1, 2, 3, 4] } }),
    new ImageGridOptions { Columns = 10 });
traversal.Save(Path.Combine(folder, "codes.png"));
display(traversal);

// %% [program]
// A notebook shows pictures and curves below its cells; a program has them as files.
void display(object shown) => Console.WriteLine($"A notebook shows this: {shown.GetType().Name}");
