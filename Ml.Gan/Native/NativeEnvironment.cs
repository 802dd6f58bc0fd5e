using System.Runtime.InteropServices;

namespace Ml.Gan.Mpi;

/// <summary>The environment as native libraries read it, of which .NET's own setter changes a copy.</summary>
internal static partial class NativeEnvironment
{
    /// <summary>
    /// Sets a variable that isn't set yet, for the libraries of this process and for processes that it starts.
    /// </summary>
    public static void SetMissing(string name, string value)
    {
        value = Environment.GetEnvironmentVariable(name) ?? value;
        Environment.SetEnvironmentVariable(name, value);
        if (!OperatingSystem.IsWindows())
            _ = SetVariable(name, value, overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
