using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Data;
using Mono.Cecil;
using SkiaSharp;

namespace Ml.Gan.Tests.Samples;

/// <summary>The program that loads a saved pipeline with ML.NET alone.</summary>
[TestClass]
public sealed class PipelineAppTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void Cleanup() => _folder.Dispose();

    [TestMethod]
    [DataRow(1, OutputKind.Vector)]
    [DataRow(3, OutputKind.Vector)]
    [DataRow(3, OutputKind.Image)]
    public void It_writes_a_picture_for_each_row(int channels, OutputKind kind)
    {
        Save(channels, kind);
        var (code, output, error) = SampleProgram.Run(
            "PipelineApp", _folder["pipeline.zip"], "--out", _folder["pictures"], "--count", "5", "--label", "7");
        Assert.AreEqual(0, code, output + error);

        string[] files = [.. Directory.GetFiles(_folder["pictures"]).Order()];
        Assert.AreEqual(
            "0000.png 0001.png 0002.png 0003.png 0004.png", string.Join(' ', files.Select(Path.GetFileName)));
        HashSet<string> different = [];
        foreach (string file in files)
        {
            using var picture = SKBitmap.Decode(file);
            Assert.AreEqual((16, 16), (picture.Width, picture.Height));
            Assert.IsTrue(picture.Pixels.All(pixel => pixel.Alpha == 255), "no pixel is transparent");
            Assert.IsGreaterThan(1, picture.Pixels.Distinct().Count());
            if (channels == 1)
                Assert.IsTrue(picture.Pixels.All(pixel => pixel.Red == pixel.Green && pixel.Green == pixel.Blue));
            different.Add(string.Join(',', picture.Pixels));
        }

        Assert.HasCount(5, different);
    }

    /// <summary>ML.NET copies the model of a pipeline that it loads.</summary>
    [TestMethod]
    public void It_leaves_no_copy_of_the_model_behind()
    {
        Save(1, OutputKind.Vector);
        string temporary = Directory.CreateDirectory(_folder["temporary"]).FullName;
        var (code, output, error) = SampleProgram.RunWithin(
            temporary, "PipelineApp", _folder["pipeline.zip"], "--out", _folder["pictures"], "--count", "1");
        Assert.AreEqual(0, code, output + error);
        var copies = Directory.GetFiles(temporary, "*", SearchOption.AllDirectories)
            .Where(file => File.ReadAllBytes(file).AsSpan().IndexOf("Ml.Gan"u8) >= 0);
        Assert.AreEqual("", string.Join('\n', copies), "files with the model's producer");
    }

    /// <summary>A generator that makes -1, -0.5, 0 and 1 of any latent.</summary>
    [TestMethod]
    public void Values_are_spread_from_black_to_white()
    {
        var graph = new OnnxGraph("generator");
        var latent = graph.Linear("fc", graph.Input("latent", null, 4), new float[16], [-1, -0.5f, 0, 1], 4);
        graph.Output("Generated", graph.Reshape("pixels", latent, -1, 1, 2, 2));
        _folder.Write("generator.onnx", graph.ToBytes());
        var mlContext = new MLContext(seed: 1);
        var data = mlContext.Data.LoadFromEnumerable([new Latent()]);
        using (var model = mlContext.Transforms.ApplyOnnxModel(
            "Generated", "latent", _folder["generator.onnx"]).Fit(data))
            mlContext.Model.Save(model, data.Schema, _folder["pipeline.zip"]);

        Assert.AreEqual(0, SampleProgram.Run(
            "PipelineApp", _folder["pipeline.zip"], "--out", _folder["pictures"], "--count", "1").Code);

        using var picture = SKBitmap.Decode(_folder["pictures/0000.png"]);
        Assert.AreEqual("0, 64, 128, 255", string.Join(", ", picture.Pixels.Select(pixel => pixel.Red)));
        Assert.IsTrue(picture.Pixels.All(pixel => pixel.Red == pixel.Green && pixel.Green == pixel.Blue));
    }

    [TestMethod]
    public void What_is_wrong_is_told()
    {
        Save(1, OutputKind.Vector);
        Told(2, "Name a saved pipeline");
        Told(2, "There is no file 'none.zip'", "none.zip");
        Told(2, "--count needs a whole number above 0, not 'x'", _folder["pipeline.zip"], "--count", "x");
        Told(1, "There is no class 'cow'; the classes are 0, 1, 2", _folder["pipeline.zip"], "--label", "cow");
        string text = _folder.Write("text.zip", [1, 2, 3]);
        Assert.DoesNotContain("   at ", Told(1, "", text));
    }

    [TestMethod]
    public void It_needs_nothing_of_this_library()
    {
        string folder = Path.Combine(
            BuiltFrom.Repository, "samples", "PipelineApp", "bin", BuiltFrom.Configuration, "net10.0");
        Assert.IsEmpty(Directory.GetFiles(folder, "Ml.Gan*"));
        using var program = AssemblyDefinition.ReadAssembly(Path.Combine(folder, "PipelineApp.dll"));
        Assert.IsFalse(program.MainModule.AssemblyReferences.Any(
            reference => reference.Name.StartsWith("Ml.Gan", StringComparison.Ordinal)));
    }

    private void Save(int channels, OutputKind kind)
    {
        var mlContext = new MLContext(seed: 1);
        using var digits = new Glyphs(size: 16, channels);
        var data = mlContext.Gan().LoadFromSource(digits, count: 40);
        using var model = mlContext.Gan().Generator(new GanEstimator.Options
        {
            InputColumnName = "Image",
            LabelColumnName = "Label",
            Network = new Dcgan { Width = 4 },
            OutputKind = kind,
            BatchSize = 8,
            Steps = 2,
            Seed = 1,
        }).Fit(data);
        mlContext.Model.Save(model, data.Schema, _folder["pipeline.zip"]);
    }

    private static string Told(int code, string words, params string[] arguments)
    {
        var run = SampleProgram.Run("PipelineApp", arguments);
        Assert.AreEqual(code, run.Code, run.Output + run.Error);
        Assert.Contains(words, run.Error);
        return run.Error;
    }

    private sealed class Latent
    {
        [ColumnName("latent"), VectorType(4)]
        public float[] Numbers { get; init; } = [1, 2, 3, 4];
    }
}
