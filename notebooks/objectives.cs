#!/usr/bin/env -S dotnet run
#:project ../Ml.Gan/Ml.Gan.csproj
#:package TorchSharp-cpu
#:package Microsoft.ML.OnnxRuntime
#:property PublishAot=false

// %% [markdown]
// # Choosing an objective
//
// The same small networks learn the same eight heaps of points with several objectives. In two dimensions one sees what happens: whether all heaps are found, and whether points lie between them. The same code as a program: `dotnet run notebooks/objectives.cs`.

// %%
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Ml.Gan.Data;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Onnx;
using Ml.Gan.Training;

var folder = Directory.CreateDirectory("out/objectives").FullName;
var ring = NormalMixture.Ring8();
var modes = GaussianModes.Of(ring);

// %% [markdown]
// ## How many points are where
//
// Points are drawn as a picture: the lighter a square, the more points are in it.

// %%
float[] Density(ReadOnlySpan<float> points)
{
    const int Side = 64;
    const float Edge = 1.5f;
    var counts = new float[Side * Side];
    for (int i = 0; i < points.Length; i += 2)
    {
        int x = (int)((points[i] + Edge) / (2 * Edge) * Side), y = (int)((Edge - points[i + 1]) / (2 * Edge) * Side);
        if (x is >= 0 and < Side && y is >= 0 and < Side)
            counts[y * Side + x]++;
    }
    return [.. counts.Select(count => Math.Min(1, MathF.Sqrt(count) / 4) * 2 - 1)];
}

var truth = new float[2000 * 2];
ring.Read(Enumerable.Range(0, 2000).Select(i => (long)i).ToArray(), truth);

// %% [markdown]
// ## Six objectives
//
// Each trains the same two networks, with 16 latent numbers: the best setting for none of them.

// %%
var steps = 1500;
Objective[] objectives =
    [new NonSaturating(), new LeastSquares(), new Hinge(), new WassersteinGp(), new R3Gan(), new FDivergence()];
var histories = new Dictionary<string, TrainingHistory>();
List<float[]> densities = [Density(truth)];
foreach (var objective in objectives)
{
    var history = histories[objective.Name] = new TrainingHistory();
    var gan = new LatentGan(
        new LatentGanOptions
        {
            Network = new Mlp { GeneratorWidths = [64, 64], DiscriminatorWidths = [64, 64] },
            Objective = objective,
            LatentSize = 16,
            BatchSize = 256,
            Steps = steps,
            Seed = 1,
        },
        ring);
    new GanTrainer(gan).Train([history]);
    var points = gan.Sample(LatentNoise.Rows(count: 2000, latentSize: 16, seed: 1));
    densities.Add(Density(points));
    var covered = modes.Cover(new SampleRows(points, 2));
    Console.WriteLine($"{objective.Name}: {covered.Covered} of {covered.Modes} heaps, {covered.HighQualityShare:P0} of the points near one");
}

// %% [markdown]
// ## What they learned
//
// From the left: the truth, then the objectives in the order above.

// %%
var picture = ImageGrid.Create(
    new ImageBatch([.. densities.SelectMany(density => density)], channels: 1, height: 64, width: 64, ValueRange.Tanh),
    new ImageGridOptions { Columns = 7, Scale = 2 });
picture.Save(Path.Combine(folder, "densities.png"));
display(picture);

// %% [markdown]
// ## What the losses say
//
// Those of a non-saturating GAN say nothing of how good the points are. A Wasserstein critic's loss estimates minus a distance; here it swings through 0, since the generator is carried past the points and back: in so few steps with these rates `wasserstein-gp` doesn't settle.

// %%
display(histories["non-saturating"]);
display(histories["wasserstein-gp"]);

// %% [program]
// A notebook shows pictures and curves below its cells; a program has them as files.
void display(object shown) => Console.WriteLine($"A notebook shows this: {shown.GetType().Name}");
