using System.Text.Json;
using System.Xml.Linq;
using Ml.Gan.Data;
using Ml.Gan.Experiments;
using Ml.Gan.Experiments.Reports;
using Ml.Gan.Metrics;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Cli;
using Ml.Gan.Tests.Data;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Experiments;

[TestClass]
public sealed class ExperimentCommandTests
{
    private readonly TemporaryFolder _folder = new();

    public static IEnumerable<object[]> Names =>
        ExperimentList.All.Select(experiment => new object[] { experiment.Name });

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Every_experiment_writes_a_report_with_its_pictures_and_a_summary(string name)
    {
        Program.Run(name, "--quick", "--seeds", "3", "--out", _folder["new/run"]).Succeeded();
        Program.AssertWhole(_folder["new/run"]);
        string report = Program.Report(_folder["new/run"]);
        Assert.Contains("\n|---|---:|", report);
        Assert.Contains($"experiments -- {name} --out {_folder["new/run"]} --seeds 3 ", report);
        string[] charts = Directory.GetFiles(_folder["new/run"], "*.svg");
        Assert.IsNotEmpty(charts);
        foreach (string chart in charts)
            Assert.IsNotEmpty(
                XElement.Load(chart).Descendants().Where(element => element.Name.LocalName == "polyline"));

        var summary = Summary("new/run");
        Assert.AreEqual(name, summary.GetProperty("experiment").GetString());
        Assert.IsTrue(summary.GetProperty("quick").GetBoolean());
        Assert.IsGreaterThan(0, summary.GetProperty("verdict").GetString()!.Length);
        foreach (var variant in summary.GetProperty("variants").EnumerateArray())
        {
            Assert.IsGreaterThan(0, variant.GetProperty("settings").GetProperty("batch_size").GetInt32());
            var run = variant.GetProperty("runs").EnumerateArray().Single();
            Assert.AreEqual(3, run.GetProperty("seed").GetInt32());
            foreach (var mean in variant.GetProperty("mean").EnumerateObject())
                Assert.AreEqual(run.GetProperty(mean.Name).GetDouble(), mean.Value.GetDouble(), mean.Name);
        }
    }

    [TestMethod]
    public void Same_seeds_give_the_same_figures_and_other_seeds_others()
    {
        foreach ((string name, string seeds) in ((string, string)[])[("a", "1..2"), ("b", "1..2"), ("c", "3,4")])
            Program.Run("mixture-linear", "--quick", "--seeds", seeds, "--out", _folder[name]).Succeeded();
        Assert.AreEqual(Means("a"), Means("b"));
        Assert.AreNotEqual(Means("a"), Means("c"));
    }

    [TestMethod]
    public void Rows_that_are_asked_for_are_trained_alone()
    {
        Program.Run("normal", "--quick", "--seeds", "1", "--rows", "l2,plain", "--out", _folder["run"]).Succeeded();
        CollectionAssert.AreEqual(
            new[] { "plain", "l2" },
            Summary("run").GetProperty("variants").EnumerateArray()
                .Select(variant => variant.GetProperty("name").GetString())
                .ToArray());
    }

    [TestMethod]
    public void A_stop_during_a_training_reports_the_completed_ones()
    {
        using var stop = new CancellationTokenSource();
        var run = Run(
            new Scripted(step => { if (step is { Seed: 2, Step: 3 }) stop.Cancel(); }), [1, 2, 3], stop.Token);

        run.Succeeded();
        Assert.Contains("Stopped after 1 of 3 trainings", run.Output);
        var summary = Summary("run");
        Assert.AreEqual(1, summary.GetProperty("trainings_completed").GetInt32());
        Assert.AreEqual(3, summary.GetProperty("trainings_planned").GetInt32());
        Assert.Contains("Stopped early: 1 of 3", Program.Report(_folder["run"]));
    }

    [TestMethod]
    public void A_stop_before_the_first_training_is_complete_leaves_nothing()
    {
        Program.Run(new CancellationToken(true), "normal", "--quick", "--out", _folder["a/b"]).Failed(
            130, "nothing was written");
        Assert.IsEmpty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [TestMethod]
    public void A_second_report_replaces_the_pictures_of_the_first()
    {
        Program.Run("normal", "--quick", "--seeds", "1", "--out", _folder["run"]).Succeeded();
        File.WriteAllText(_folder["run/mine.txt"], "stays");
        Program.Run("normal", "--quick", "--seeds", "1", "--rows", "l2", "--out", _folder["run"]).Succeeded();
        File.Delete(_folder["run/mine.txt"]);
        Program.AssertWhole(_folder["run"]);
        Assert.IsFalse(File.Exists(_folder["run/scores-plain.svg"]));
    }

    [TestMethod]
    public void A_training_that_diverges_is_named_and_the_others_count()
    {
        Run(new Scripted(_ => { }) { DivergingSeed = 2 }, [1, 2, 3]).Succeeded();

        var variant = Summary("run").GetProperty("variants").EnumerateArray().Single();
        var runs = variant.GetProperty("runs").EnumerateArray().ToArray();
        Assert.Contains("diverged", runs[1].GetProperty("problem").GetString()!);
        Assert.AreEqual(
            (runs[0].GetProperty("mean").GetDouble() + runs[2].GetProperty("mean").GetDouble()) / 2,
            variant.GetProperty("mean").GetProperty("mean").GetDouble(), 1e-12);
        Assert.Contains("seed 2: The training diverged", Program.Report(_folder["run"]));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void A_training_that_fails_is_named_and_the_report_is_of_the_others(int failing)
    {
        var run = Run(
            new Scripted(step =>
            {
                if (step.Seed == failing && step.Step == 3)
                    throw new InvalidOperationException("The machine is on fire.\n  frame 1\n  frame 2");
            }),
            [1, 2, 3]);

        Assert.AreEqual(1, run.Code);
        Assert.Contains(
            $"experiments: one, seed {failing}, failed: InvalidOperationException: The machine is on fire. The report",
            run.Error);
        Assert.DoesNotContain("frame 1", run.Error);
        var runs = Summary("run").GetProperty("variants")[0].GetProperty("runs").EnumerateArray().ToArray();
        Assert.HasCount(3, runs);
        Assert.Contains("on fire", runs[failing - 1].GetProperty("problem").GetString()!);
        foreach (var finished in runs.Where(trial => trial.GetProperty("seed").GetInt32() != failing))
            Assert.IsTrue(double.IsFinite(finished.GetProperty("mean").GetDouble()));
        Assert.Contains("2 trainings.", Program.Report(_folder["run"]));
    }

    [TestMethod]
    public void Data_that_there_are_not_leave_no_report()
    {
        var run = Program.Run("objectives", "--quick", "--data", _folder["nowhere"], "--out", _folder["run"]);
        run.Failed(1, "'", "does not exist");
        Assert.IsFalse(Directory.Exists(_folder["run"]));
    }

    [TestMethod]
    public void Names_seeds_and_data_that_there_are_not()
    {
        Refuses(["nrml"], "There is no experiment 'nrml'", "normal, mixture-linear", "ring-8, grid-25");
        Refuses(["normal", "--seeds", "5..1"], "--seeds takes", "1..10", "not '5..1'");
        Refuses(["normal", "--data", "builtin:glyphs"], "normal makes its own data");
        Refuses(
            ["normal", "--rows", "plain,best"], "normal has no row 'best'. There are plain, l2, dropout, l2-dropout.");
        Refuses(["normal", "--threads", "0"], "--threads takes a whole number from 1 to 1024");
        Program.Run("normal").Failed(2, "'--out' is required");
    }

    [TestMethod]
    public void Data_that_cannot_be_used_leave_nothing()
    {
        Program.Run("digits-mlp", "--quick", "--data", _folder["nowhere"], "--out", _folder["x/y"])
            .Failed(1, $"'{_folder["nowhere"]}' does not exist");
        Assert.IsEmpty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [TestMethod]
    public void Help_lists_the_experiments_and_options()
    {
        var run = Program.Run("--help");
        run.Succeeded();
        string[] names = [.. ExperimentList.All.Select(experiment => experiment.Name)];
        string[] options = ["--out", "--seeds", "--rows", "--quick", "--data", "--threads", "Ctrl-C", "Exit codes: 0"];
        foreach (string part in names.Concat(options))
            Assert.Contains(part, run.Output);
    }

    [TestMethod]
    public void List_shows_seeds_and_rows_that_the_options_take()
    {
        var run = Program.Run("list");
        run.Succeeded();
        foreach (var experiment in ExperimentList.All)
            Assert.Contains($"{experiment.Name}: {experiment.Description}\n  seeds ", run.Output);
        Assert.Contains("\n  seeds 1..10\n  rows gan, pacgan2, gan-r1, ", run.Output);
    }

    private void Refuses(string[] args, params string[] messageParts)
    {
        Program.Run([.. args, "--out", _folder["x"]]).Failed(2, messageParts);
        Assert.IsFalse(Directory.Exists(_folder["x"]));
    }

    private Tool Run(Experiment experiment, int[] seeds, CancellationToken stop = default)
    {
        var settings = new ExperimentSettings
        {
            Experiment = experiment,
            Out = _folder["run"],
            Seeds = seeds,
            Setup = new ExperimentSetup(Quick: true, Data: ""),
        };
        return Tool.Run(terminal => new ExperimentRun(settings, terminal).Run(), stop);
    }

    private JsonElement Summary(string run) => Program.Summary(_folder[run]);

    private string Means(string run) => Summary(run).GetProperty("variants")[0].GetProperty("mean").GetRawText();

    /// <summary>A small experiment in which things happen when they should.</summary>
    private sealed class Scripted(Action<(int Seed, long Step)> happens) : Experiment
    {
        private int _seed;

        public int? DivergingSeed { get; init; }

        public override string Name => "scripted";

        public override string Description => "For tests.";

        public override IReadOnlyList<Variant> CreateVariants(ExperimentSetup setup) => [new("one", CreateOptions)];

        public override ISampleSource OpenData(ExperimentSetup setup, int seed, CancellationToken cancellation)
        {
            _seed = seed;
            return NormalMixture.Normal(seed == DivergingSeed ? double.MaxValue : 0, 1, seed);
        }

        public override TrialObserver CreateObserver(
            LatentGanOptions options, ISampleSource data, GeneratorEvaluator? evaluator) =>
            new Observer(step => happens((_seed, step)));

        public override string Verdict(IReadOnlyList<Trial> trials) => $"{trials.Count} trainings.";

        public override void Show(Report report, IReadOnlyList<Trial> trials) =>
            report.Table(["row", "mean"], [["one", Estimate.Of(trials, "mean").Text("0.0000")]]);

        private static LatentGanOptions CreateOptions() => new()
        {
            Network = new Linear1D(),
            LatentSize = 1,
            BatchSize = 4,
            Steps = 5,
            GeneratorOptimizer = new AdamSettings(),
            DiscriminatorOptimizer = new AdamSettings(),
        };

        private sealed class Observer(Action<long> happens) : TrialObserver
        {
            public override void StepCompleted(TrainingStep step) => happens(step.Step);

            public override IReadOnlyDictionary<string, double> Measure(LatentGan gan) =>
                new Dictionary<string, double> { ["mean"] = gan.Sample([0f])[0] };
        }
    }
}
