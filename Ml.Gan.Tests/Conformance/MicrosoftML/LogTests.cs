using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

[TestClass]
public sealed class LogTests
{
    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<LoggingEventArgs> _log = [];

    public LogTests() => _mlContext.Log += (_, e) => _log.Add(e);

    [TestMethod]
    public void What_a_component_says_on_a_channel_reaches_the_log()
    {
        var host = ((IHostEnvironment)_mlContext).Register("Painter");
        using (var channel = host.Start("Painting"))
        {
            channel.Info(MessageSensitivity.None, "canvas {0} of {1}", 1, 2);
            channel.Warning(MessageSensitivity.None, "paint is low");
            channel.Error(MessageSensitivity.UserData, "paint is out");
        }

        Assert.AreEqual(ChannelMessageKind.Info, Single("canvas 1 of 2").Kind);
        Assert.AreEqual(ChannelMessageKind.Warning, Single("paint is low").Kind);
        Assert.AreEqual(ChannelMessageKind.Error, Single("paint is out").Kind);
        StringAssert.Contains(Single("paint is low").Source, "Painter");
        StringAssert.Contains(Single("paint is low").Message, "Painter");
    }

    [TestMethod]
    public void Braces_in_a_message_without_arguments_are_left_alone()
    {
        using (var channel = ((IHostEnvironment)_mlContext).Start("Test"))
            channel.Info(MessageSensitivity.None, "a set: {1, 2, 3}");
        Single("a set: {1, 2, 3}");
    }

    [TestMethod]
    public void Figures_are_taken_by_a_progress_channel()
    {
        var host = ((IHostEnvironment)_mlContext).Register("Painter");
        using var progress = host.StartProgressChannel("Painting");
        progress.SetHeader(new ProgressHeader(["loss"], ["steps"]), entry =>
        {
            entry.SetProgress(0, 1, 10);
            entry.SetMetric(0, 0.5);
        });
        progress.Checkpoint(0.5, 1);
        progress.Checkpoint(0.25, 2);
    }

    [TestMethod]
    public void Hosts_have_random_numbers_of_their_own()
    {
        var first = ((IHostEnvironment)_mlContext).Register("First");
        var second = first.Register("Second", seed: 7);
        Assert.AreEqual(first.Register("Third", seed: 7).Rand.Next(), second.Rand.Next());
    }

    private LoggingEventArgs Single(string text) => _log.Single(e => e.RawMessage == text);
}
