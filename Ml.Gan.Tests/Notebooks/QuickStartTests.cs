using System.Reflection;
using System.Text.RegularExpressions;
using Ml.Gan.Onnx;
using Microsoft.ML.Data;

namespace Ml.Gan.Tests.Notebooks;

[TestClass]
public sealed partial class QuickStartTests
{
    private const string Name = "quick-start";

    private readonly Notebook _notebook = Notebook.Read(Name + ".ipynb");

    [TestMethod]
    public async Task CellsRunInOrderAndShowWhatTheyPromise()
    {
        using var folder = new WorkingFolder();
        using var session = new NotebookSession();
        foreach (var cell in _notebook.Cells)
            await session.RunAsync(WithFewSteps(cell.Code));

        const int CellSize = 28 + 2, Scale = 2;
        (int, int) grid = ((16 * CellSize + 2) * Scale, (4 * CellSize + 2) * Scale);
        (int, int) row = (grid.Item1, (CellSize + 2) * Scale);
        (int, int)[] sizes = [.. session.Kernel.Displayed.Select(PictureSize)];
        CollectionAssert.AreEqual(new[] { grid, grid, row }, sizes);
        CheckGenerator(Path.Combine(folder.Path, "out", Name, "generator.onnx"));
    }

    [TestMethod]
    public void ProgramHoldsTheSameCode()
    {
        var program = FileBasedProgram.Read(Name + ".cs");
        CollectionAssert.AreEqual(_notebook.Cells.Select(cell => cell.Title).ToArray(), program.Select(cell => cell.Title).ToArray());
        foreach (var (ofNotebook, ofProgram) in _notebook.Cells.Zip(program))
            CollectionAssert.AreEqual(ofNotebook.SharedLines, ofProgram.SharedLines, $"'{ofNotebook.Title}'");
    }

    [TestMethod]
    public void PackagesHaveTheVersionsThatTheProjectIsBuiltFor()
    {
        string versions = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Directory.Packages.props"));
        string DefaultOf(string property) => Regex.Match(versions, $"<{property}>([^<]+)<").Groups[1].Value;
        var expected = new Dictionary<string, string>
        {
            ["Ml.Gan"] = typeof(GanEstimator).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
            ["TorchSharp-cpu"] = DefaultOf("TorchSharpVersion"),
            ["Microsoft.ML.OnnxRuntime.Gpu"] = DefaultOf("OnnxRuntimeVersion"),
        };
        var packages = _notebook.Cells.SelectMany(cell => PackageReferences.In(cell.Code)).ToDictionary(package => package.Name, package => package.Version);
        CollectionAssert.AreEquivalent(expected, packages);
    }

    /// <summary>Enough to see that everything works, not enough to see digits.</summary>
    private static string WithFewSteps(string code) => Steps().Replace(code, "var steps = 40;");

    private static (int Width, int Height) PictureSize(object displayed)
    {
        var html = displayed as NotebookKernel.HtmlText;
        Assert.IsNotNull(html, "what is shown must be HTML");
        var picture = Picture().Match(html.Text);
        Assert.IsTrue(picture.Success, html.Text[..Math.Min(100, html.Text.Length)]);
        using var stream = new MemoryStream(Convert.FromBase64String(picture.Groups[1].Value));
        using var image = MLImage.CreateFromStream(stream);
        Assert.IsGreaterThan(10, image.Pixels.ToArray().Distinct().Count(), "the picture is blank");
        return (image.Width, image.Height);
    }

    private static void CheckGenerator(string path)
    {
        using var generator = OnnxGenerator.Load(path);
        Assert.AreEqual("dcgan", generator.Info.Network);
        var images = generator.Sample(count: 3, seed: 7);
        Assert.AreEqual((3, 1, 28, 28), (images.Count, images.Channels, images.Height, images.Width));
        Assert.IsTrue(images.Values.ToArray().All(value => value is >= -1 and <= 1));
    }

    [GeneratedRegex(@"\bvar steps = \d+;")]
    private static partial Regex Steps();

    [GeneratedRegex("""^<img src='data:image/png;base64,([^']+)'>$""")]
    private static partial Regex Picture();
}
