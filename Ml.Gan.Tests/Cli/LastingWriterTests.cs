using System.Text;
using Ml.Gan.Cli;

namespace Ml.Gan.Tests.Cli;

[TestClass]
public sealed class LastingWriterTests
{
    [TestMethod]
    public void What_cannot_be_written_is_dropped()
    {
        foreach (var failure in (Exception[])[new IOException(), new UnauthorizedAccessException()])
        {
            var failing = new Failing(failure);
            using var writer = new LastingWriter(failing);
            writer.WriteLine("one");
            writer.Write('x');
            writer.Flush();
            Assert.AreEqual(1, failing.Calls);
        }
    }

    private sealed class Failing(Exception failure) : TextWriter
    {
        public int Calls { get; private set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value)
        {
            Calls++;
            throw failure;
        }
    }
}
