using System.Globalization;

namespace Ml.Gan.Benchmarks.Memory;

/// <summary>Memory of this process that is in RAM, native libraries' included.</summary>
internal static class ResidentMemory
{
    private const string Field = "VmRSS:";

    /// <summary>In MiB, as Linux counts it.</summary>
    public static double Mebibytes
    {
        get
        {
            string line = File.ReadLines("/proc/self/status").Single(line => line.StartsWith(Field, StringComparison.Ordinal));
            string kibibytes = line[Field.Length..].Trim().Split(' ')[0];
            return double.Parse(kibibytes, CultureInfo.InvariantCulture) / 1024;
        }
    }
}
