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
