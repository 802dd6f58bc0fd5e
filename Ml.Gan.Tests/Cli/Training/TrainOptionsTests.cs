using System.Text.Json;
using System.Text.RegularExpressions;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli.Training;

/// <summary>
/// The options of <c>mlgan train</c>: what they say in <c>options.json</c>, in the help and when they are refused.
/// </summary>
[TestClass]
public sealed partial class TrainOptionsTests
{
    [TestMethod]
    public void Options_file_holds_every_option_of_the_help_but_the_folder()
    {
        using var folder = new TemporaryFolder();
        Tool.Train(folder["run"], "--steps", "1").Succeeded();
        string[] ofTheRun = ["--out", "--overwrite", "--resume", "--dry-run", "--json", "--live"];
        var recorded = OptionsOfHelp().Except(ofTheRun);
        string[] expected =
            [.. recorded.Select(name => name[2..].Replace('-', '_')), "arguments", "chosen"];

        var options = Options(folder["run"]);

        CollectionAssert.AreEquivalent(expected, options.EnumerateObject().Select(property => property.Name).ToArray());
    }

    [TestMethod]
    public void Options_file_holds_what_was_given()
    {
        using var folder = new TemporaryFolder();
        Tool.Train(
            folder["run"], "--steps", "1", "--weight-decay", "1e-4", "--dropout", "0.2", "--spectral-norm",
            "--instance-noise", "0.1", "--diff-augment", "color,cutout", "--minibatch", "stddev", "--packing", "2",
            "--disc-learning-rate", "4e-4", "--learning-rate", "1e-4", "--beta1", "0.1", "--beta2", "0.95",
            "--linear-decay", "0.5", "--clip-grad-norm", "2", "--disc-steps", "2", "--penalty", "r1:5",
            "--label-smoothing", "0.9", "--objective", "minimax").Succeeded();

        var options = Options(folder["run"]);

        foreach ((string name, double value) in ((string, double)[])
                 [
                     ("weight_decay", 1e-4), ("dropout", 0.2), ("instance_noise", 0.1), ("packing", 2),
                     ("disc_learning_rate", 4e-4), ("learning_rate", 1e-4), ("beta1", 0.1), ("beta2", 0.95),
                     ("linear_decay", 0.5), ("clip_grad_norm", 2), ("disc_steps", 2), ("label_smoothing", 0.9),
                 ])
            Assert.AreEqual(value, options.GetProperty(name).GetDouble(), name);
        Assert.IsTrue(options.GetProperty("spectral_norm").GetBoolean());
        Assert.AreEqual("color,cutout", options.GetProperty("diff_augment").GetString());
        Assert.AreEqual("stddev", options.GetProperty("minibatch").GetString());
        Assert.AreEqual("minimax", options.GetProperty("objective").GetString());
        Assert.AreEqual("r1:5", options.GetProperty("penalty").GetString());
    }

    [TestMethod]
    public void Adaptive_augmentation_fills_in_its_defaults_and_its_metric()
    {
        using var folder = new TemporaryFolder();
        Tool.Train(folder["run"], "--steps", "1", "--ada", "--ada-target", "0.5").Succeeded();

        var options = Options(folder["run"]);

        Assert.AreEqual(0.5, options.GetProperty("ada_target").GetDouble());
        Assert.AreEqual(500, options.GetProperty("ada_kimg").GetDouble());
        var metrics = JsonDocument.Parse(File.ReadLines(folder["run/metrics.jsonl"]).Last()).RootElement;
        Assert.AreEqual(0, metrics.GetProperty("ada_p").GetDouble());
    }

    [TestMethod]
    [DataRow("--weight-clip: ", "critic", "--weight-clip", "0.01")]
    [DataRow("--weight-clip: ", "penalty", "--weight-clip", "0.01", "--objective", "wasserstein-gp")]
    [DataRow("--ada: ", "logit", "--ada", "--objective", "least-squares")]
    [DataRow("--minibatch: ", "penalty", "--minibatch", "discrimination", "--objective", "wasserstein-gp")]
    [DataRow(
        "--label-smoothing: ", "least-squares has no labels. Take minimax or non-saturating", "--label-smoothing",
        "0.9", "--objective", "least-squares")]
    [DataRow("--penalty: ", "no penalty 'r3'", "--penalty", "r3")]
    [DataRow("--penalty: ", "must be above 0", "--penalty", "r1:0")]
    [DataRow("--penalty: ", "must be a finite number, up to about 1.8e308, not '1e400'", "--penalty", "r1:1e400")]
    [DataRow("--penalty: ", "no discriminator", "--penalty", "r1", "--objective", "mmd")]
    [DataRow("--disc-learning-rate: ", "no discriminator", "--disc-learning-rate", "1e-4", "--objective", "mmd")]
    [DataRow("--spectral-norm: ", "no discriminator", "--spectral-norm", "--objective", "mmd")]
    [DataRow("--packing: ", "divisor", "--packing", "3")]
    [DataRow("--beta1: ", "rmsprop has no betas", "--beta1", "0.5", "--optimizer", "rmsprop")]
    [DataRow("--beta2: ", "rmsprop has no betas", "--beta2", "0.5", "--optimizer", "rmsprop")]
    [DataRow("--diff-augment and --ada exclude one another", "", "--ada", "--diff-augment", "color")]
    [DataRow("--ada-target is an option of --ada", "", "--ada-target", "0.5")]
    [DataRow("--ada-kimg is an option of --ada", "", "--ada-kimg", "5")]
    [DataRow("--diff-augment takes some of color, translation, cutout", "'color,blur'", "--diff-augment", "color,blur")]
    [DataRow("--minibatch takes stddev or discrimination", "'max'", "--minibatch", "max")]
    [DataRow("--dropout takes a number from 0 to", "'1'", "--dropout", "1")]
    [DataRow("--linear-decay takes a number from 0 to", "'1'", "--linear-decay", "1")]
    public void Refusals_name_the_option(string beginning, string reason, params string[] args)
    {
        using var folder = new TemporaryFolder();
        Tool.Train(folder["run"], args).Failed(2, $"mlgan: {beginning}", reason);
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.Path));
    }

    [TestMethod]
    public void Former_names_are_read_and_said_once_to_be_former()
    {
        using var folder = new TemporaryFolder();
        var run = Tool.Train(folder["run"], "--steps", "1", "--objective", "gls-gan:0.1");
        run.Succeeded();

        Assert.AreEqual(1, run.Error.Split('\n').Count(
            line => line == "The objective gls-gan is called generalized-loss-sensitive now."));
        Assert.AreEqual("generalized-loss-sensitive:0.1", Options(folder["run"]).GetProperty("objective").GetString());
        run = Tool.Run(
            "train", "--data", "builtin:glyphs", "--out", folder["other"], "--steps", "2", "--batch", "4",
            "--network", "stacked", "--width", "1");
        run.Succeeded();
        Assert.AreEqual(1, run.Error.Split('\n').Count(line => line == "The network stacked is called stackgan now."));
    }

    [TestMethod]
    public void Help_gives_the_defaults_that_the_networks_have()
    {
        string help = string.Join(
            ' ', Tool.Run("train", "--help").Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        Assert.Contains(
            "draw finer. Default 64 (dcgan, progressive-gan), 16 (fastgan), 32 (gmmn, gran, lapgan, resnet, sagan, "
            + "stackgan, stylegan2).", help);
        Assert.Contains("Strokes that a gran puts on its canvas. Default 3.", help);
        Assert.Contains("attend to themselves. Default half the image's, at most 32.", help);
    }

    [TestMethod]
    public void Help_fits_into_eighty_columns()
    {
        string[] lines = Tool.Run("train", "--help").Output.Split('\n');
        foreach (string line in lines.Where(line => !line.StartsWith("  --", StringComparison.Ordinal)))
            Assert.IsLessThanOrEqualTo(80, line.TrimEnd().Length, line);
    }

    [TestMethod]
    public void Discriminator_options_lie_under_their_heading()
    {
        string help = Tool.Run("train", "--help").Output;
        int heading = help.IndexOf("\nRegularization of the discriminator:", StringComparison.Ordinal);

        Assert.IsGreaterThan(0, heading);
        Assert.IsGreaterThan(heading, help.IndexOf("--spectral-norm", StringComparison.Ordinal));
        Assert.IsGreaterThan(heading, help.IndexOf("\nOptimizers:", StringComparison.Ordinal));
    }

    private static IEnumerable<string> OptionsOfHelp() =>
        OptionOfHelp().Matches(Tool.Run("train", "--help").Output).Select(match => match.Groups[1].Value);

    private static JsonElement Options(string folder) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "options.json"))).RootElement;

    [GeneratedRegex(@"^  (--[a-z0-9-]+)", RegexOptions.Multiline)]
    private static partial Regex OptionOfHelp();
}
