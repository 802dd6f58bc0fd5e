using System.CommandLine;
using Ml.Gan.Cli.Parsing;

namespace Ml.Gan.Tests.Cli.Parsing;

[TestClass]
public sealed class DurationOptionTests
{
    [TestMethod]
    [DataRow("90s", 90.0, "90s")]
    [DataRow("30min", 1800.0, "30min")]
    [DataRow("30m", 1800.0, "30min")]
    [DataRow("2h", 7200.0, "2h")]
    [DataRow("1h30min", 5400.0, "90min")]
    [DataRow("0.5h", 1800.0, "30min")]
    [DataRow("1.5s", 1.5, "1.5s")]
    public void Times_are_read_and_written(string text, double seconds, string written)
    {
        var (time, errors) = Parse(text);

        Assert.IsEmpty(errors);
        Assert.AreEqual(seconds, time!.Value.TotalSeconds);
        Assert.AreEqual(written, DurationOption.Text(time));
        Assert.AreEqual(time, Parse(written).Time);
    }

    [TestMethod]
    [DataRow("30", "write 30s or 30min")]
    [DataRow("0s", "'0s'")]
    [DataRow("-5min", "'-5min'")]
    [DataRow("min", "'min'")]
    [DataRow("5 min", "'5 min'")]
    [DataRow("1d", "'1d'")]
    [DataRow("30min1h", "'30min1h'")]
    [DataRow("99999999999999999h", "'99999999999999999h'")]
    public void What_is_no_time_is_refused(string text, string expected)
    {
        var (_, errors) = Parse(text);

        Assert.HasCount(1, errors);
        StringAssert.Contains(errors[0], "--time takes a time, as 90s, 30min, 2h or 1h30min");
        StringAssert.Contains(errors[0], expected);
    }

    private static (TimeSpan? Time, string[] Errors) Parse(string text)
    {
        var option = new DurationOption("--time", "");
        var line = new Command("train") { option }.Parse([$"--time={text}"]);
        return (line.Errors.Count > 0 ? null : line.GetValue(option), [.. line.Errors.Select(error => error.Message)]);
    }
}
