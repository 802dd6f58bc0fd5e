using Microsoft.ML.Data;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Notebooks;

namespace Ml.Gan.Tests.Docs;

[TestClass]
public sealed class ReadmeTests
{
    private const int Lines = 145;

    [TestMethod]
    public void It_is_short() => Assert.IsLessThanOrEqualTo(Lines, Document.Readme.Text.Split('\n').Length);

    [TestMethod]
    public void An_app_that_samples_needs_no_training_library()
    {
        string[] names = [.. PackageReferences.Load("Ml.Gan.Onnx").Select(assembly => assembly.GetName().Name!)];
        Assert.Contains("Microsoft.ML.OnnxRuntime", names);
        Assert.IsFalse(
            names.Any(name => name is "Ml.Gan" or "TorchSharp" or "Microsoft.ML" or "Microsoft.ML.Data"),
            string.Join(", ", names));
    }

    [TestMethod]
    public void Its_pipeline_trains_and_its_app_samples_what_it_exported()
    {
        using var folder = new WorkingFolder();
        Document.Readme.Snippet("Train in a pipeline").WithSteps(1).Run();
        Assert.IsTrue(File.Exists("pipeline.zip"));

        Document.Readme.Snippet("Sample in an app").Run();
        using var generator = OnnxGenerator.Load("generator.onnx");
        var images = generator.Sample(64, seed: 1);
        CollectionAssert.AreEqual(ImageGrid.Create(images).ToPng(), File.ReadAllBytes("grid.png"));
    }

    [TestMethod]
    public void Its_tables_name_all_networks_objectives_and_systems()
    {
        CatalogEntry[] entries =
            [.. Catalog.Networks.Entries, .. Catalog.Objectives.Entries, .. Catalog.Systems.Entries];
        foreach (var entry in entries)
            Assert.Contains($"| `{entry.Name}` |", Document.Readme.Text);
    }

    [TestMethod]
    public void The_gate_runs_its_test_command()
    {
        const string Command = "dotnet test -c Release";
        Assert.Contains(Command, Document.Readme.Commands.Select(line => line.Split('#')[0].Trim()));
        Assert.Contains($"\n{Command} ", File.ReadAllText(Path.Combine(BuiltFrom.Repository, ".ci", "run")));
    }

    [TestMethod]
    public void Its_picture_is_one()
    {
        string picture = Document.Readme.Links.First(link => link.EndsWith(".png", StringComparison.Ordinal));
        using var stream = File.OpenRead(Path.Combine(BuiltFrom.Repository, picture));
        using var image = MLImage.CreateFromStream(stream);
        Assert.IsGreaterThan(100, image.Width);
    }
}
