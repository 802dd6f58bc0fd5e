using System.Globalization;
using Ml.Gan.Cli;
using Ml.Gan.Experiments;

namespace Ml.Gan.Tests.Cli.Parsing;

/// <summary>A command line that is wrong gets one sentence, the place where to look, and exit code 2.</summary>
[TestClass]
public sealed class UsageErrorTests
{
    public static IEnumerable<object[]> Commands =>
        CommandLine.CreateRoot(Silent()).Subcommands.Select(command => new object[] { command.Name });

    [TestMethod]
    [DynamicData(nameof(Commands))]
    public void Every_option_of_every_command(string name)
    {
        var command = CommandLine.CreateRoot(Silent()).Subcommands.Single(command => command.Name == name);
        string[] model = command.Arguments.Count > 0 ? ["m.onnx"] : [];
        foreach (var (line, message) in WrongLines.Of(command, [name, .. model]))
            AssertRefused(Tool.Run(line), "mlgan", line, message);
    }

    [TestMethod]
    public void Every_option_of_the_experiments()
    {
        foreach (var (line, message) in WrongLines.Of(ExperimentCommand.Create(Silent()), "ring-8"))
            AssertRefused(Experiments.Program.Run(line), "experiments", line, message);
    }

    [TestMethod]
    [DataRow("There is no command 'trian'; did you mean 'train'? The commands are demo, train, ", "trian")]
    [DataRow("The command 'experiment' is a program of its own in the repository: dotnet run", "experiment", "ring-8")]
    [DataRow("'--data' is an option of train, evaluate", "--data", "x")]
    [DataRow("'--data' is required: --data FOLDER|", "train")]
    [DataRow("info needs MODEL.onnx: a generator", "info")]
    [DataRow("There is no option '--jsno'; did you mean '--json'?", "info", "--jsno", "m.onnx")]
    [DataRow("'b.onnx' is not expected", "info", "a.onnx", "b.onnx")]
    [DataRow("'@words' is not expected", "train", "@words")]
    [DataRow("'--data' stands behind '--'", "train", "--", "--data", "x", "--out", "y")]
    [DataRow("--batch needs a value: --batch N; the option --steps follows it.",
        "train", "--data", "x", "--out", "y", "--batch", "--steps", "3")]
    [DataRow("--data needs a value", "train", "--data", "--out", "y")]
    [DataRow("'--zzz' looks like an option. Write --out=--zzz", "train", "--data", "x", "--out", "--zzz")]
    [DataRow("--network: There is no network 'dcgna'; did you mean 'dcgan'? There are dcgan, ",
        "train", "--data", "x", "--out", "y", "--network", "dcgna")]
    [DataRow("--data: There are no data 'builtin:glyhps'; did you mean 'builtin:glyphs'?",
        "train", "--data", "builtin:glyhps", "--out", "y")]
    [DataRow("There are no data 'builtin:glyhps'; did you mean 'builtin:glyphs'?",
        "train", "--data", "stacked:builtin:glyhps", "--out", "y")]
    [DataRow("There is no f-divergence 'jefrey'; did you mean 'jeffrey'?",
        "train", "--data", "x", "--out", "y", "--objective", "f-divergence:jefrey")]
    [DataRow("--metrics: There is no metric 'frechte'; did you mean 'frechet'?",
        "evaluate", "m.onnx", "--data", "x", "--metrics", "mmd,frechte")]
    [DataRow("not 'color,cutut'; did you mean 'cutout'?",
        "train", "--data", "x", "--out", "y", "--diff-augment", "color,cutut")]
    [DataRow("--learning-rate takes a number from 1E-12 to 1000, not '0,5'; write 0.5.",
        "train", "--data", "x", "--out", "y", "--learning-rate", "0,5")]
    [DataRow("--seed takes a whole number from -2147483648 to 2147483647, not '99999999999'.",
        "train", "--data", "x", "--out", "y", "--seed", "99999999999")]
    public void Says_what_is_wrong(string message, params string[] line) =>
        AssertRefused(Tool.Run(line), "mlgan", line, message);

    [TestMethod]
    [DataRow("evalute m.onnx --data x", "evaluate")]
    [DataRow("docter", "doctor")]
    [DataRow("train --data x --batchsize 8", "--batch")]
    [DataRow("train --data x --batch-size 8", "--batch")]
    [DataRow("train --data x --lr 0.001", "--learning-rate")]
    [DataRow("train --data x --learning_rate 0.001", "--learning-rate")]
    [DataRow("train --data x --max-steps 9", "--steps")]
    [DataRow("train --data x --image-size 9", "--size")]
    [DataRow("train --data x --augment color", "--diff-augment")]
    [DataRow("train --data x --gpu", "--device")]
    [DataRow("sample m.onnx --output a.png", "--out")]
    [DataRow("sample m.onnx --out a.png --labels 3", "--label")]
    [DataRow("export m.onnx --quantze int8", "--quantize")]
    [DataRow("train --data x --network stylegan", "stylegan2")]
    [DataRow("train --data x --network dc-gan", "dcgan")]
    [DataRow("train --data x --objective wgan-gp", "wasserstein-gp")]
    [DataRow("train --data x --objective WGAN", "wasserstein")]
    [DataRow("train --data x --objective lsgan", "least-squares")]
    [DataRow("train --data x --objective nonsaturating", "non-saturating")]
    [DataRow("train --data x --penalty gradient-penalty", "gp")]
    [DataRow("train --data x --system cycle-gan", "cyclegan")]
    [DataRow("train --data x --optimizer adamw", "adam")]
    [DataRow("train --data x --condition labels", "label")]
    [DataRow("train --data bultin:glyphs", "builtin:glyphs")]
    [DataRow("train --data x --background blck", "black")]
    [DataRow("train --data x --device gpu", "cuda")]
    [DataRow("train --data x --precision fp16", "float16")]
    [DataRow("train --data x --translator resnet-9", "resnet-translator")]
    [DataRow("evaluate m.onnx --data x --metrics fid", "frechet")]
    [DataRow("evaluate m.onnx --data x --metrics frechet-distance,recall", "frechet")]
    [DataRow("evaluate m.onnx --data x --features resnet-18", "resnet18")]
    [DataRow("completion powershell", "pwsh")]
    public void Says_what_may_be_meant(string line, string meant)
    {
        string[] words = line.Split(' ');
        AssertRefused(Tool.Run(words), "mlgan", words, $"; did you mean '{meant}'?");
    }

    [TestMethod]
    [DataRow("There is no experiment 'ring8'; did you mean 'ring-8'?", "ring8", "--out", "y")]
    [DataRow("ring-8 has no row 'gna'; did you mean 'gan'?", "ring-8", "--out", "y", "--rows", "gna")]
    [DataRow("'--out' is required: --out DIR.", "ring-8")]
    [DataRow("experiments needs NAME", "--out", "y")]
    public void Says_what_is_wrong_with_an_experiment(string message, params string[] line) =>
        AssertRefused(Experiments.Program.Run(line), "experiments", line, message);

    [TestMethod]
    public void Numbers_are_read_and_shown_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            german.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = german;
            string[] line = ["train", "--data", "x", "--out", "y", "--dropout", "0,5"];
            AssertRefused(Tool.Run(line), "mlgan", line, "from 0 to 0.9999999, not '0,5'; write 0.5.");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void AssertRefused(Tool run, string name, string[] line, string message)
    {
        string words = string.Join(' ', line);
        Assert.AreEqual(2, run.Code, $"{words}: {run.Error}");
        string[] lines = run.Error.TrimEnd().Split(Environment.NewLine);
        Assert.IsLessThanOrEqualTo(2, lines.Length, $"{words}: {run.Error}");
        Assert.StartsWith($"{name}: ", lines[0], words);
        Assert.Contains(message, lines[0], words);
        Assert.StartsWith($"See '{name} ", lines[1], words);
        Assert.DoesNotContain("   at ", run.Error, words);
        Assert.DoesNotContain("Exception", run.Error, words);
        Assert.AreEqual("", run.Output, words);
    }

    private static Terminal Silent() => new(TextWriter.Null, TextWriter.Null);
}
