using System.Globalization;
using System.IO.MemoryMappedFiles;
using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Fuzzing;

/// <summary>
/// The process that reads: it may die by native code, so that another one watches it. What it is at stands in a file
/// that both map; what it finds, a line each, goes to standard output.
/// </summary>
internal static class FuzzProcess
{
    /// <summary>The command of the tests' own program.</summary>
    public const string Command = "fuzz-process";

    /// <summary>Managed bytes that one input may have allocated.</summary>
    private const long MostBytes = 64L << 20;

    private const int BlockOfInputs = 500;

    /// <summary>Whether it is the product's own way to refuse.</summary>
    public static bool IsRefusal(Exception exception) =>
        exception is GanException or GanOnnxException && exception.Message.Length > 0;

    /// <summary>Reads inputs.</summary>
    /// <param name="arguments">Target, seed, first input, the one behind the last, mapped file.</param>
    public static int Start(string[] arguments)
    {
        using var target = FuzzTargets.Create(arguments[0]);
        long[] numbers = [.. arguments[1..4].Select(text => long.Parse(text, CultureInfo.InvariantCulture))];
        using var state = FuzzState.Open(arguments[4]);
        Read(target, (int)numbers[0], numbers[1], numbers[2], state);
        return 0;
    }

    private static void Read(FuzzTarget target, int seed, long first, long end, FuzzState state)
    {
        // What the reader keeps for good is taken by the first files, so that it doesn't count as growth.
        for (long index = 0; index < target.Corpus.Count; index++)
            ReadOne(target, seed, index, null, (_, _) => { });
        double resident = FuzzMemory.Begin();
        for (long index = first; index < end; index++)
        {
            ReadOne(target, seed, index, state, Tell);
            if ((index + 1) % BlockOfInputs != 0 && index + 1 != end)
                continue;
            double grown = FuzzMemory.Peak() - resident;
            state.SetMemory((long)grown);
            if (grown > target.MostMegabytes)
                Tell(index, $"memory grew by {grown:F0} MB within the last {BlockOfInputs} inputs");
            FuzzMemory.Begin();
        }
    }

    private static void ReadOne(
        FuzzTarget target, int seed, long index, FuzzState? state, Action<long, string> tell)
    {
        byte[] input = target.Input(seed, index);
        state?.SetIndex(index);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        string? refusal = null;
        try
        {
            refusal = target.Read(input);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            refusal = e.Message;
        }
        catch (Exception e)
        {
            tell(index, e.ToString());
        }
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        state?.Count(isTaken: refusal is null);
        if (refusal is not null && index < target.Corpus.Count)
            tell(index, $"a valid file of the corpus is refused: {refusal}");
        if (allocated > MostBytes)
            tell(index, $"{allocated >> 20} MB were allocated");
    }

    private static void Tell(long index, string what) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{index}\t{what.ReplaceLineEndings(" | ")}"));
}

/// <summary>What the reading process is at, shared with the one that watches: four numbers.</summary>
internal sealed class FuzzState : IDisposable
{
    private const int Size = 4 * sizeof(long);

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private FuzzState(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Size);
        _view = _file.CreateViewAccessor(0, Size);
    }

    public long Index => _view.ReadInt64(0);

    public long Taken => _view.ReadInt64(8);

    public long Refused => _view.ReadInt64(16);

    /// <summary>Most megabytes that the process grew by.</summary>
    public long Megabytes => _view.ReadInt64(24);

    public static FuzzState Open(string path) => new(path);

    public void SetIndex(long index) => _view.Write(0, index);

    public void SetMemory(long megabytes) => _view.Write(24, Math.Max(megabytes, Megabytes));

    public void Count(bool isTaken) => _view.Write(isTaken ? 8 : 16, (isTaken ? Taken : Refused) + 1);

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}

/// <summary>Resident memory of this process in megabytes, native libraries' included; 0 where it isn't known.</summary>
internal static class FuzzMemory
{
    /// <summary>Has the peak begin anew.</summary>
    public static double Begin()
    {
        if (OperatingSystem.IsLinux())
            File.WriteAllText("/proc/self/clear_refs", "5");
        return Megabytes("VmRSS");
    }

    public static double Peak() => Megabytes("VmHWM");

    private static double Megabytes(string what) => !OperatingSystem.IsLinux()
        ? 0
        : double.Parse(
            File.ReadLines("/proc/self/status").First(line => line.StartsWith(what, StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
            CultureInfo.InvariantCulture) / 1024;
}
