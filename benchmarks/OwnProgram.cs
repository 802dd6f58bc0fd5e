namespace Ml.Gan.Benchmarks;

/// <summary>This program, as its other processes are started.</summary>
internal static class OwnProgram
{
    /// <summary>The file that is run, and what tells it the program where that is dotnet itself.</summary>
    public static string[] Words { get; } =
    [
        Environment.ProcessPath!,
        .. Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [typeof(OwnProgram).Assembly.Location]
            : Array.Empty<string>(),
    ];
}
