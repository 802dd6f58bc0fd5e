using System.Buffers.Binary;
using System.Text.Json;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli.Commands;

[TestClass]
public sealed class SampleAndInfoTests
{
    private static readonly TemporaryFolder Folder = new();
    private static readonly string Model = Path.Combine(Folder.Path, "generator.onnx");

    [ClassInitialize]
    public static void Train(TestContext _) => Tool.Train(Folder.Path, "--steps", "2", "--channels", "3").Succeeded();

    [ClassCleanup]
    public static void RemoveFolder() => Folder.Dispose();

    [TestMethod]
    public void Writes_a_grid_of_the_images_that_the_generator_gives()
    {
        var run = Tool.Run(
            "sample", Model, "--out", Folder["grid.png"], "--count", "10", "--seed", "3", "--batch", "4", "--device",
            "cpu");
        run.Succeeded();
        Assert.AreEqual($"Wrote {Folder["grid.png"]}", run.Output.Trim());
        Assert.Contains("CPU", run.Error);
        byte[] png = File.ReadAllBytes(Folder["grid.png"]);
        Assert.IsGreaterThanOrEqualTo(4 * 16, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));

        using var generator = OnnxGenerator.Load(Model);
        ImageGrid.Save(Folder["expected.png"], generator.Sample(10, 3));
        CollectionAssert.AreEqual(File.ReadAllBytes(Folder["expected.png"]), png);
        Tool.Run("sample", Model, "--out", Folder["grid.png"], "--count", "10", "--seed", "4").Succeeded();
        CollectionAssert.AreNotEqual(png, File.ReadAllBytes(Folder["grid.png"]), "an existing file is replaced");
    }

    [TestMethod]
    public void Latents_of_a_generator_without_styles_are_truncated_at_a_bound()
    {
        using var generator = OnnxGenerator.Load(Model);
        ImageGrid.Save(Folder["expected.png"], generator.Sample(10, 3, truncation: 0.5f));

        string[] sample =
            ["sample", Model, "--out", Folder["truncated.png"], "--count", "10", "--seed", "3", "--truncation"];
        Tool.Run([.. sample, "0.5"]).Succeeded();

        CollectionAssert.AreEqual(
            File.ReadAllBytes(Folder["expected.png"]), File.ReadAllBytes(Folder["truncated.png"]));
        Tool.Run([.. sample, "0"]).Failed(2, "--truncation: ", "no styles to truncate", "0.01 or more, not 0");
        Assert.DoesNotContain("truncation", Tool.Run("info", Model).Output);
    }

    [TestMethod]
    public void Styles_of_a_stylegan2_are_truncated_by_a_factor()
    {
        Tool.Train(Folder["styles"], "--steps", "2", "--network", "stylegan2", "--mapping-layers", "1").Succeeded();
        string model = Path.Combine(Folder["styles"], "generator.onnx");
        using var generator = OnnxGenerator.Load(model);
        ImageGrid.Save(Folder["expected.png"], generator.Sample(10, 3, truncation: -0.5f));

        string[] sample =
            ["sample", model, "--out", Folder["truncated.png"], "--count", "10", "--seed", "3", "--truncation"];
        Tool.Run([.. sample, "-0.5"]).Succeeded();

        CollectionAssert.AreEqual(
            File.ReadAllBytes(Folder["expected.png"]), File.ReadAllBytes(Folder["truncated.png"]));
        Tool.Run([.. sample, "0.5", "--interpolate", "4"]).Succeeded();
        Tool.Run([.. sample, "1.5"]).Failed(2, "--truncation: ", "from -1 to 1; 1.5 is too large");
        Tool.Run([.. sample, "-2"]).Failed(2, "--truncation takes a number");
        Assert.Contains("truncation float [1], optional", Tool.Run("info", model).Output);
        var info = JsonDocument.Parse(Tool.Run("info", model, "--json").Output).RootElement;
        Assert.AreEqual("truncation", info.GetProperty("truncation").GetProperty("name").GetString());
    }

    [TestMethod]
    public void Shows_names_shapes_and_metadata()
    {
        string text = Tool.Run("info", Model).Output;
        string[] parts = ["latent float [N, 5]", "image float [N, 3, 16, 16]", "dcgan", "builtin:glyphs", "-1,1"];
        foreach (string part in parts)
            Assert.Contains(part, text);
    }

    [TestMethod]
    public void Shows_the_same_as_json()
    {
        var run = Tool.Run("info", Model, "--json");
        run.Succeeded();
        var info = JsonDocument.Parse(run.Output).RootElement;
        Assert.AreEqual("latent", info.GetProperty("input").GetProperty("name").GetString());
        Assert.AreEqual("[null,3,16,16]", JsonSerializer.Serialize(info.GetProperty("output").GetProperty("shape")));
        Assert.AreEqual(5, info.GetProperty("latent_size").GetInt32());
        Assert.AreEqual(new FileInfo(Model).Length, info.GetProperty("file_bytes").GetInt64());
        Assert.AreEqual("2", info.GetProperty("metadata").GetProperty("steps").GetString());
    }
}
