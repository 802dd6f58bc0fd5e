using System.Globalization;
using System.Text.Json;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli.Training;

[TestClass]
public sealed class DryRunTests
{
    private const int Batch = 4;

    [TestMethod]
    public void Layers_and_parameters_are_those_of_the_networks()
    {
        using var folder = new TemporaryFolder();
        var json = Preview(Tool.Small("builtin:glyphs", folder["out"], "--steps", "7", "--dry-run", "--json"));
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Path), "nothing is written");

        using var data = new Glyphs(16);
        using var gan = new LatentGan(
            new LatentGanOptions { Network = new Dcgan { Width = 2 }, BatchSize = Batch, LatentSize = 5, Steps = 1 },
            data);
        var networks = json.GetProperty("networks").EnumerateArray().ToArray();
        Assert.HasCount(gan.Networks.Count, networks);
        long all = 0, states = 0;
        foreach (var (expected, found) in gan.Networks.Zip(networks))
        {
            Assert.AreEqual(expected.Name, found.GetProperty("name").GetString());
            long parameters = expected.Module.parameters().Sum(parameter => parameter.numel());
            all += parameters;
            states += parameters + expected.Module.buffers().Sum(buffer => buffer.numel());
            Assert.AreEqual(parameters, found.GetProperty("parameters").GetInt64());
            Assert.AreEqual(parameters, found.GetProperty("layers").EnumerateArray()
                .Sum(layer => layer.GetProperty("parameters").GetInt64()), "the layers' sum");
        }

        string[] outputs =
        [
            .. networks[0].GetProperty("layers").EnumerateArray()
                .Select(layer => JsonSerializer.Serialize(layer.GetProperty("output"))),
        ];
        Assert.AreEqual("[null,1,16,16]", outputs[^1]);
        Assert.IsTrue(outputs.All(output => output.StartsWith("[null,", StringComparison.Ordinal)));
        var memory = json.GetProperty("memory");
        Assert.AreEqual(4 * all, memory.GetProperty("gradients_bytes").GetInt64());

        // Two numbers each of Adam's, those of each tensor filled up to 64 bytes.
        int tensors = gan.Networks.Sum(network => network.Module.parameters().Count());
        long optimizers = memory.GetProperty("optimizers_bytes").GetInt64();
        Assert.IsTrue(optimizers >= 8 * all && optimizers < 8 * all + 2 * 64 * tensors, $"{optimizers} of {all}");
        Assert.IsLessThan(0.01 * states, Math.Abs(memory.GetProperty("weights_bytes").GetInt64() / 4.0 - states));
        Assert.AreEqual(Batch, json.GetProperty("batch_size").GetInt32());
        Assert.AreEqual(7, json.GetProperty("steps").GetInt64());
        double step = json.GetProperty("seconds_per_step").GetDouble();
        Assert.IsGreaterThan(0, step);
        Assert.AreEqual(7 * step, json.GetProperty("seconds").GetDouble(), 1e-3 + 0.01 * step);
    }

    [TestMethod]
    [DataRow("--network", "stylegan2", "--mapping-layers", "1")]
    [DataRow("--network", "progressive-gan")]
    [DataRow("--network", "resnet", "--condition", "label", "--penalty", "r1:1")]
    [DataRow("--network", "gran", "--time-steps", "2")]
    public void Every_network_shows_images_and_says_what_it_takes(params string[] network)
    {
        using var folder = new TemporaryFolder();
        var run = Tool.Run(Tool.Small(
            "builtin:glyphs", folder["out"], ["--steps", "20", "--dry-run", .. network]));
        run.Succeeded();
        Assert.Contains("(N, 1, 16, 16)", run.Output.Split("discriminator: ")[0]);
        Assert.Contains("generator: ", run.Output);
        Assert.Contains("discriminator: ", run.Output);
        Assert.Contains("Memory with a batch of 4, about: ", run.Output);
        Assert.Contains(" s a step, ", run.Output);
        Assert.Contains("nothing was trained, and nothing written", run.Error);
        Assert.IsFalse(Path.Exists(folder["out"]));
    }

    [TestMethod]
    [DataRow("pix2pix")]
    [DataRow("cyclegan")]
    [DataRow("unit")]
    public void Translations_show_their_networks(string system)
    {
        using var folder = new TemporaryFolder();
        string[] data = system == "pix2pix"
            ? ["--data", "builtin:outlines"]
            : ["--data", "builtin:thin", "--target", "builtin:bold"];
        var json = Preview([
            "train", "--system", system, .. data, "--size", "32", "--out", folder["out"], "--width", "4",
            "--batch", "1", "--patch", "16", "--steps", "5", "--dry-run", "--json"]);
        int networks = system == "pix2pix" ? 2 : 4;
        Assert.IsGreaterThanOrEqualTo(networks, json.GetProperty("networks").GetArrayLength());
        Assert.IsFalse(Path.Exists(folder["out"]));
    }

    [TestMethod]
    public void Captioners_show_their_networks()
    {
        using var folder = new TemporaryFolder();
        var json = Preview([
            "train", "--system", "captioning", "--data", "builtin:scenes", "--size", "16", "--out", folder["out"],
            "--batch", "4", "--steps", "5", "--encoder-width", "2", "--state-size", "8", "--word-size", "8",
            "--dry-run", "--json"]);
        Assert.AreEqual(2, json.GetProperty("networks").GetArrayLength());
        Assert.IsFalse(Path.Exists(folder["out"]));
    }

    /// <summary>
    /// What a larger batch takes more: the peak of a training's resident memory against the estimate, within a factor
    /// of 2.5.
    /// </summary>
    [TestMethod]
    public void The_memory_of_a_batch_is_about_what_a_training_takes()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Inconclusive("Linux tells the peak of a process's memory in /proc.");
        using var folder = new TemporaryFolder();
        int[] batches = [64, 512];
        long[] peaks = [.. batches.Select(batch => Peak(Args(batch, "--steps", "2")))];
        long[] estimates =
        [
            .. batches.Select(batch => Preview(Args(batch, "--steps", "2", "--dry-run", "--json"))
                .GetProperty("memory").GetProperty("total_bytes").GetInt64()),
        ];
        double ratio = (double)(estimates[1] - estimates[0]) / (peaks[1] - peaks[0]);
        Console.WriteLine($"Peaks {string.Join(", ", peaks)}, estimates {string.Join(", ", estimates)}: {ratio:F2}");
        Assert.IsTrue(ratio is > 0.4 and < 2.5, string.Create(CultureInfo.InvariantCulture, $"{ratio:F2}"));

        string[] Args(int batch, params string[] more) =>
        [
            "train", "--data", "builtin:glyphs", "--size", "32", "--network", "dcgan", "--width", "32", "--batch",
            $"{batch}", "--checkpoint-every", "never", "--threads", "1", "--out", folder[$"b{batch}"], .. more,
        ];
    }

    [TestMethod]
    public void Options_that_go_with_it_alone_are_refused_without_it()
    {
        using var folder = new TemporaryFolder();
        Tool.Run("train", "--data", "builtin:glyphs", "--out", folder["out"], "--json")
            .Failed(2, "--json is an option of --dry-run");
        Tool.Train(folder["run"], "--steps", "1").Succeeded();
        Tool.Run("train", "--resume", folder["run"], "--dry-run").Failed(2, "--dry-run exclude one another");
    }

    private static JsonElement Preview(string[] args)
    {
        var run = Tool.Run(args);
        run.Succeeded();
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private static long Peak(string[] args)
    {
        using var process = ToolProcess.Start(args);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        long peak = 0;
        while (!process.WaitForExit(20))
        {
            string? line = null;
            try
            {
                line = File.ReadLines($"/proc/{process.Id}/status")
                    .FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
            }
            catch (IOException)
            {
                continue;
            }

            if (line is not null)
                peak = Math.Max(peak, 1024 * long.Parse(line[6..^2].Trim(), CultureInfo.InvariantCulture));
        }

        Assert.AreEqual(0, process.ExitCode);
        return peak;
    }
}
