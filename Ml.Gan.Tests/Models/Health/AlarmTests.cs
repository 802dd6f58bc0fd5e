using Ml.Gan.Models.Health;

namespace Ml.Gan.Tests.Models.Health;

[TestClass]
public sealed class AlarmTests
{
    /// <summary>Of looks that are bad (x) or good (.), those at which an alarm of two looks goes off (!).</summary>
    [TestMethod]
    [DataRow("....", "....")]
    [DataRow("x.x.x.", "......")]
    [DataRow("xxxxxx", ".!....")]
    [DataRow("xx.xxx", ".!....")]
    [DataRow("xx..xx", ".!...!")]
    public void It_goes_off_once_for_what_lasts(string looks, string expected)
    {
        var alarm = new Alarm(looks: 2);
        Assert.AreEqual(expected, string.Concat(looks.Select(look => alarm.Note(look == 'x') ? '!' : '.')));
    }
}
