using System.CommandLine;
using Ml.Gan.Cli.Parsing;

namespace Ml.Gan.Tests.Cli.Parsing;

[TestClass]
public sealed class NumberOptionTests
{
    [TestMethod]
    [DataRow("1000", 1000L)]
    [DataRow("+7", 7L)]
    [DataRow("1e3", 1000L)]
    public void Whole_numbers_are_read(string text, long expected) => Assert.AreEqual(expected, Read(text).Value);

    [TestMethod]
    [DataRow("1.000", "write 1000")]
    [DataRow("1,000", "write 1000")]
    [DataRow("1,000,000", "write 1000000")]
    [DataRow("2.0", "whole number")]
    [DataRow("1.5", "whole number")]
    public void Separators_are_no_part_of_a_whole_number(string text, string says) =>
        StringAssert.Contains(Read(text).Error, says);

    private static (long? Value, string? Error) Read(string text)
    {
        var option = new NumberOption<long>("--steps", "Steps.", 1, long.MaxValue);
        var result = new RootCommand { option }.Parse(["--steps", text]);
        return result.Errors.Count > 0 ? (null, result.Errors[0].Message) : (result.GetValue(option), null);
    }
}
