using Ml.Gan.Cli;
using Ml.Gan.Cli.Training;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Training;
using Ml.Gan.Training;
using Spectre.Console;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Cli.Training;

[TestClass]
public sealed class TrainingDisplayTests
{
    [TestMethod]
    public void A_terminal_gets_a_bar()
    {
        using var folder = new TemporaryFolder();
        using StringWriter output = new(), error = new();
        var screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(error),
        });
        screen.Profile.Width = 120;
        int code = CommandLine.Run(
            Tool.Small("builtin:glyphs", folder["run"], "--steps", "3"), new Terminal(output, error, screen));
        Assert.AreEqual(0, code, error.ToString());
        Assert.Contains("100%", error.ToString());
        Assert.Contains("step 3/3", error.ToString());
    }

    [TestMethod]
    public void Lines_show_the_loss_of_each_phase_and_not_its_terms()
    {
        using var model = new ToyCycleGan(steps: 3);
        StringAssert.Matches(
            LastLine(model), new(@"^step 3/3  d_loss [\d.]+  g_loss [\d.]+  \d+ images/s  0:00 left$"));
    }

    [TestMethod]
    public void Lines_of_many_phases_stay_below_a_hundred_columns()
    {
        using var model = new ManyPhases(12);
        string line = LastLine(model);
        Assert.IsLessThan(100, line.Length, line);
        StringAssert.Matches(line, new(@"^step 2/2  discriminator_0_loss [\d.]+  .*images/s  0:00 left$"));
    }

    [TestMethod]
    public void Slow_steps_are_told_by_their_seconds()
    {
        using var model = new ManyPhases(1) { StepTime = TimeSpan.FromSeconds(1.2) };
        string[] lines = AllLines(model);
        StringAssert.Matches(lines[0], new(@"  1\.\d s/step  0:01 left, a first guess$"));
        StringAssert.Matches(lines[1], new(@"  1\.\d s/step  0:00 left$"));
    }

    [TestMethod]
    public void The_time_left_is_a_first_guess_until_three_steps_are_done()
    {
        using var model = new ToyCycleGan(steps: 5);
        string[] lines = AllLines(model);
        CollectionAssert.AreEqual(
            new[] { true, true, false, false, false },
            lines.Select(line => line.EndsWith(" left, a first guess", StringComparison.Ordinal)).ToArray());
        Assert.IsTrue(lines.All(line => line.Length < 100));
    }

    [TestMethod]
    public void A_training_that_goes_on_begins_with_a_guess_again()
    {
        using var model = new ToyCycleGan(steps: 8);
        AllLines(model, stopAfter: 4);
        string[] lines = AllLines(model);
        StringAssert.StartsWith(lines[0], "step 5/8");
        StringAssert.EndsWith(lines[0], "a first guess");
    }

    private static string[] AllLines(GanModel model, long stopAfter = long.MaxValue)
    {
        var lines = new Lines(stopAfter);
        new GanTrainer(model).Train([lines]);
        return [.. lines.All];
    }

    private static string LastLine(GanModel model)
    {
        using var writer = new StringWriter();
        var trainer = new GanTrainer(model);
        new TrainingLines(writer).Show(listener => trainer.Train([listener]), trainer.Steps);
        return writer.ToString().TrimEnd().Split(Environment.NewLine)[^1];
    }

    private sealed class Lines(long stopAfter) : ITrainingListener
    {
        public List<string> All { get; } = [];

        public void StepCompleted(TrainingStep step)
        {
            All.Add(TrainingText.Line(step));
            if (step.Step == stopAfter)
                step.Stop();
        }
    }

    private sealed class ManyPhases : GanModel
    {
        public ManyPhases(int count)
            : base(new TrainingOptions { Steps = 2 })
        {
            using var parameters = new ParameterFactory(1, CPU);
            Phases = [.. Enumerable.Range(0, count).Select(i =>
            {
                var weight = parameters.Normal(0, 1, 2);
                return new Phase($"discriminator_{i}", [weight], new AdamSettings().Create([weight]));
            })];
        }

        public override IReadOnlyList<NamedNetwork> Networks => [];

        public override IReadOnlyList<Phase> Phases { get; }

        public override int SamplesPerStep => 1;

        public TimeSpan StepTime { get; init; }

        public override Batch NextBatch(IReadOnlyList<Phase> phases)
        {
            Thread.Sleep(StepTime);
            return new Nothing();
        }

        public override LossTerms Losses(Phase phase, Batch batch) =>
            new LossTerms().Add("square", phase.Parameters[0].square().sum());

        protected override void Dispose(bool disposing)
        {
            foreach (var phase in Phases)
                phase.Dispose();
        }

        private sealed record Nothing : Batch;
    }
}
