using System.Text.RegularExpressions;
using Ml.Gan.Experiments;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Cli;
using Ml.Gan.Tests.Notebooks;
using Ml.Gan.Tests.Onnx;

namespace Ml.Gan.Tests.Readme;

[TestClass]
public sealed partial class ReadmeTests
{
    private static readonly string[] s_snippets = ReadmeFile.Blocks("csharp");

    public static IEnumerable<object[]> SnippetNumbers => Enumerable.Range(1, s_snippets.Length).Select(number => new object[] { number });

    public static IEnumerable<object[]> CommandLines =>
        ReadmeFile.Blocks("sh").SelectMany(block => block.Split('\n'))
            .Where(line => line.StartsWith("mlgan ", StringComparison.Ordinal))
            .Select(line => new object[] { line });

    public static IEnumerable<object[]> ExperimentLines =>
        ReadmeFile.Blocks("sh").SelectMany(block => block.Split('\n'))
            .Where(line => line.StartsWith(ExperimentList.Command, StringComparison.Ordinal))
            .Select(line => new object[] { line });

    [TestMethod]
    [DynamicData(nameof(SnippetNumbers))]
    public void EverySnippetCompilesWithThePackagesThatItNames(int number) =>
        Assert.IsEmpty(new Snippet(s_snippets[number - 1]).Problems, $"C# block {number} of README.md");

    [TestMethod]
    public void AnAppThatSamplesNeedsNoTrainingLibrary()
    {
        string[] names = [.. PackageReferences.Load("Ml.Gan.Onnx").Select(assembly => assembly.GetName().Name!)];
        Assert.Contains("Microsoft.ML.OnnxRuntime", names);
        Assert.IsFalse(names.Any(name => name is "Ml.Gan" or "TorchSharp" or "Microsoft.ML" or "Microsoft.ML.Data"), string.Join(", ", names));
    }

    [TestMethod]
    public void PipelineTrainsAndAnAppSamplesWhatItExported()
    {
        using var folder = new WorkingFolder();
        Directory.CreateDirectory("photos");
        for (int i = 0; i < 64; i++)
            File.WriteAllBytes(Path.Combine("photos", $"{i}.png"), RandomPhoto(i));

        var training = ReadmeFile.Snippet("Training in a pipeline");
        string oneStep = Steps().Replace(training.Code, "Steps = 1,");
        Assert.AreNotEqual(training.Code, oneStep, "the number of steps is not where the test lowers it");
        new Snippet(oneStep).Run();
        Assert.IsTrue(File.Exists("pipeline.zip"));

        ReadmeFile.Snippet("Sampling in an app").Run();
        using var generator = OnnxGenerator.Load("generator.onnx");
        CollectionAssert.AreEqual(ImageGrid.Create(generator.Sample(count: 64, seed: 1)).ToPng(), File.ReadAllBytes("grid.png"));
        Assert.IsTrue(File.Exists("morph.png"));
    }

    [TestMethod]
    public void AnAppAsksForWhatItWants()
    {
        using var folder = new WorkingFolder();
        File.WriteAllBytes("animals.onnx", EchoGenerator.Bytes("""["cat", "dog", "eel"]""", codes: "3,c2", image: true));

        ReadmeFile.Snippet("Asking for something").Run();

        using var generator = OnnxGenerator.Load("animals.onnx");
        var dogs = generator.Sample(64, seed: 1, new GeneratorConditions { Labels = [1] });
        CollectionAssert.AreEqual(ImageGrid.Create(dogs).ToPng(), File.ReadAllBytes("dogs.png"));
        Assert.IsTrue(File.Exists("in-turn.png"));
        Assert.IsTrue(File.Exists("traversal.png"));
    }

    [TestMethod]
    [DynamicData(nameof(CommandLines))]
    public void CommandLinesUseOptionsThatTheToolHas(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
        string help = Tool.Run(words[0], "--help").Output;
        foreach (string option in words.Where(word => word.StartsWith("--", StringComparison.Ordinal)))
            Assert.Contains($" {option} ", help);
    }

    [TestMethod]
    public void TheTableOfRegularisersNamesOptionsOfTheToolAndPropertiesOfTheEstimator()
    {
        string help = Tool.Run("train", "--help").Output;
        Assert.IsGreaterThan(10, ReadmeFile.Regularisers.Count());
        foreach (var (option, property) in ReadmeFile.Regularisers)
        {
            Assert.Contains($" {option.Split(' ')[0]} ", help);
            Assert.IsNotNull(typeof(GanEstimator.Options).GetProperty(property), property);
        }
    }

    [TestMethod]
    [DynamicData(nameof(ExperimentLines))]
    public void ExperimentsThatItRunsAndTheirOptionsExist(string line) => Experiments.Program.AssertRuns(line);

    private static byte[] RandomPhoto(int seed)
    {
        byte[] pixels = new byte[80 * 60 * 3];
        new Random(seed).NextBytes(pixels);
        return PngEncoder.Encode(pixels, width: 80, height: 60, channels: 3);
    }

    [GeneratedRegex(@"\bSteps = [\d_]+,")]
    private static partial Regex Steps();
}
