using System.Runtime.InteropServices;

namespace Ml.Gan.Native;

/// <summary>The environment as native libraries read it, of which .NET's own setter changes a copy.</summary>
internal static class NativeEnvironment
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

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetVariable(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value,
        int overwrite);
}
