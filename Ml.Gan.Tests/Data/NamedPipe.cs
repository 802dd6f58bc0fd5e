using System.Diagnostics;

namespace Ml.Gan.Tests.Data;

/// <summary>A pipe with a name (FIFO) that nobody writes to: whoever opens it to read waits.</summary>
internal static class NamedPipe
{
    public static string In(TemporaryFolder folder, string name = "pipe")
    {
        using var process = Process.Start("mkfifo", [folder[name]]);
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode);
        return folder[name];
    }
}
