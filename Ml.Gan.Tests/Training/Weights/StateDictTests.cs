using System.Diagnostics;
using System.Globalization;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Training;
using Ml.Gan.Training.Weights;

namespace Ml.Gan.Tests.Training.Weights;

/// <summary>Weights of one network under PyTorch's names for its layers.</summary>
[TestClass]
public sealed class StateDictTests
{
    /// <summary>The generator of an <see cref="Mlp"/> as PyTorch has it, from latents in a file to samples.</summary>
    private const string Program = """
        import json, struct, sys
        import torch
        from torch import nn

        with open(sys.argv[1], "rb") as file:
            size = struct.unpack("<Q", file.read(8))[0]
            header = json.loads(file.read(size))
            data = bytearray(file.read())
        header.pop("__metadata__")
        weights = {
            name: torch.frombuffer(data, dtype=torch.float32)[t["data_offsets"][0] // 4:t["data_offsets"][1] // 4]
                .reshape(t["shape"])
            for name, t in header.items()
        }
        net = nn.Module()
        net.layers = nn.Sequential(
            nn.Linear(5, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Linear(16, 24), nn.BatchNorm1d(24), nn.ReLU(),
            nn.Linear(24, 256), nn.Tanh())
        found = net.load_state_dict(weights, strict=False)
        assert not found.unexpected_keys, found
        assert all(key.endswith("num_batches_tracked") for key in found.missing_keys), found
        net.eval()
        latents = torch.tensor([float(word) for word in sys.argv[2].split()]).reshape(-1, 5)
        with torch.no_grad():
            print(" ".join(repr(value) for value in net.layers(latents).flatten().tolist()))
        """;

    private readonly TemporaryFolder _folder = new();

    private static LatentGanOptions Options => new()
    {
        Network = new Mlp { GeneratorWidths = [16, 24], DiscriminatorWidths = [16] },
        LatentSize = 5,
        BatchSize = 8,
        Steps = 5,
    };

    [TestCleanup]
    public void Remove() => _folder.Dispose();

    [TestMethod]
    public void PyTorch_loads_it_and_gives_the_same_samples()
    {
        if (PythonWithTorch() is not { } python)
        {
            Assert.Inconclusive("This needs a Python with PyTorch, as Debian's python3-torch.");
            return;
        }
        using var data = new Glyphs(16);
        using var gan = new LatentGan(Options, data);
        new GanTrainer(gan).Train();
        gan.SaveWeights(_folder["weights.safetensors"]);
        StateDict.Export(_folder["weights.safetensors"], null, _folder["g.safetensors"]);
        float[] latents = LatentNoise.Rows(3, 5, seed: 1);
        string program = _folder.Write("g.py", System.Text.Encoding.UTF8.GetBytes(Program));
        string words = string.Join(' ', latents.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));

        var (code, output) = Run(python, program, _folder["g.safetensors"], words);

        Assert.AreEqual(0, code, output);
        float[] samples = [.. output.Split().Where(word => word.Length > 0)
            .Select(word => float.Parse(word, CultureInfo.InvariantCulture))];
        Onnx.OnnxRun.AreClose(gan.Sample(latents), samples, 1e-5f);
    }

    [TestMethod]
    public void A_training_begins_with_it()
    {
        using var data = new Glyphs(16);
        float[] latents = LatentNoise.Rows(3, 5, seed: 1), samples;
        using (var gan = new LatentGan(Options, data))
        {
            new GanTrainer(gan).Train();
            gan.SaveWeights(_folder["weights.safetensors"]);
            samples = gan.Sample(latents);
        }
        Assert.AreEqual(
            ("generator_average", 14),
            StateDict.Export(_folder["weights.safetensors"], null, _folder["g.safetensors"]));
        var options = Options;
        (options.InitialWeights, options.Seed) = (_folder["g.safetensors"], 9);
        using var next = new LatentGan(options, data);
        CollectionAssert.AreEqual(samples, next.Sample(latents));
    }

    [TestMethod]
    public void A_network_of_a_checkpoint_is_named()
    {
        using var data = new Glyphs(16);
        var options = Options;
        options.CheckpointFolder = _folder.Path;
        using (var gan = new LatentGan(options, data))
            new GanTrainer(gan).Train();
        string checkpoint = _folder["step-00000005.safetensors"];
        string target = _folder["d.safetensors"];
        Assert.AreEqual("discriminator", StateDict.Export(checkpoint, "discriminator", target).Network);
        using (var file = SafetensorsFile.Open(target))
            CollectionAssert.Contains(file.Tensors.Keys.ToArray(), "trunk.1.weight");
        var refused = Assert.ThrowsExactly<GanException>(() => StateDict.Export(checkpoint, "q", _folder["q"]));
        Assert.Contains("holds no network 'q'; it holds generator, generator_average, discriminator", refused.Message);
    }

    private static string? PythonWithTorch() => ((string[])["python3", "/usr/bin/python3"])
        .FirstOrDefault(python => Run(python, "-c", "import torch").Code == 0);

    private static (int Code, string Output) Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + error.Result);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return (-1, e.Message);
        }
    }
}
