using System.Diagnostics;
using System.Globalization;

namespace Ml.Gan.Tests.Fuzzing;

/// <summary>
/// The full run: <c>dotnet run -c Release --project Ml.Gan.Tests -- fuzz --inputs 200000</c>. Further options are
/// <c>--readers csv,idx</c>, <c>--seed 1</c>, <c>--first 0</c>, the number of the first input, and <c>--out DIR</c>,
/// where the inputs of findings are written.
/// </summary>
internal static class FuzzCommand
{
    public const string Command = "fuzz";

    /// <returns>0 where nothing was found, else 1.</returns>
    public static int Start(string[] arguments)
    {
        var options = arguments.Chunk(2).ToDictionary(pair => pair[0], pair => pair[^1]);
        string[] unknown = [.. options.Keys.Except(["--inputs", "--readers", "--seed", "--first", "--out"])];
        string[] readers = options.GetValueOrDefault("--readers")?.Split(',') ?? [.. FuzzTargets.Names];
        if (unknown.Length > 0 || readers.Except(FuzzTargets.Names).Any())
        {
            Console.Error.WriteLine(
                $"fuzz [--inputs 200000] [--readers {string.Join(',', FuzzTargets.Names)}] [--seed 1] [--first 0] "
                + "[--out DIR]");
            return 2;
        }
        int findings = 0;
        foreach (string reader in readers)
        {
            using var target = FuzzTargets.Create(reader);
            int seed = (int)Number(options, "--seed", 1);
            var clock = Stopwatch.StartNew();
            var result = new FuzzRun(target, seed, options.GetValueOrDefault("--out"))
                .Read(Number(options, "--first", 0), Number(options, "--inputs", 200_000));
            findings += result.Findings.Count;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{reader}: {result.Taken} taken, {result.Refused} refused, {result.Findings.Count} findings, "
                + $"memory grew by at most {result.Megabytes} MB, {clock.Elapsed.TotalSeconds:F0} s"));
            foreach (string finding in result.Findings)
                Console.WriteLine($"  {finding}");
        }
        return findings == 0 ? 0 : 1;
    }

    private static long Number(Dictionary<string, string> options, string name, long without) =>
        options.TryGetValue(name, out string? text) ? long.Parse(text, CultureInfo.InvariantCulture) : without;
}
