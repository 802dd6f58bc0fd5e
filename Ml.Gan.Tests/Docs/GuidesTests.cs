using Ml.Gan.Onnx;
using Ml.Gan.Tests.Notebooks;
using Ml.Gan.Tests.Onnx;

namespace Ml.Gan.Tests.Docs;

/// <summary>Programs of docs/ that run as they stand, on what a test gives them.</summary>
[TestClass]
public sealed class GuidesTests
{
    [TestMethod]
    public void A_pipeline_learns_from_a_folder_of_photos_and_an_app_morphs()
    {
        using var folder = new WorkingFolder();
        Directory.CreateDirectory("photos");
        for (int i = 0; i < 64; i++)
            File.WriteAllBytes(Path.Combine("photos", $"{i}.png"), RandomPhoto(i));

        new Document("docs/pipelines.md").Snippet("Images of a folder").WithSteps(1).Run();
        Assert.IsTrue(File.Exists("pipeline.zip"));

        new Document("docs/deployment.md").Snippet("An app that samples").Run();
        Assert.IsTrue(File.Exists("morph.png"));
    }

    [TestMethod]
    public void An_app_asks_for_what_it_wants()
    {
        using var folder = new WorkingFolder();
        byte[] model = EchoGenerator.Bytes("""["cat", "dog", "eel"]""", codes: "3,c2", image: true);
        File.WriteAllBytes("animals.onnx", model);

        new Document("docs/conditions.md").Snippet("In an app").Run();

        using var generator = OnnxGenerator.Load("animals.onnx");
        var dogs = generator.Sample(64, seed: 1, new GeneratorConditions { Labels = [1] });
        CollectionAssert.AreEqual(ImageGrid.Create(dogs).ToPng(), File.ReadAllBytes("dogs.png"));
        Assert.IsTrue(File.Exists("in-turn.png"));
        Assert.IsTrue(File.Exists("traversal.png"));
    }

    private static byte[] RandomPhoto(int seed)
    {
        byte[] pixels = new byte[80 * 60 * 3];
        new Random(seed).NextBytes(pixels);
        return PngEncoder.Encode(pixels, width: 80, height: 60, channels: 3);
    }
}
