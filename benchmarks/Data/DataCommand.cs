using System.Diagnostics;
using System.Text.Json;
using Ml.Gan.Benchmarks.Training;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Objectives;
using Ml.Gan.Training;
using TorchSharp;

namespace Ml.Gan.Benchmarks.Data;

/// <summary>
/// Trains on folders of more and more images, whose cache doesn't fit its limit, and prints the resident memory; then
/// in turns on the largest of them and on samples in memory, and prints how much of a step is not spent waiting for
/// data.
/// </summary>
internal static class DataCommand
{
    private const double Mebibyte = 1 << 20;
    private const long MemoryLimit = 4 << 20;
    private const int Images = 20_000, Steps = 20;

    public static void Run(Arguments arguments)
    {
        torch.set_num_threads(arguments.Threads);
        int images = arguments.Number("--images", Images), rounds = arguments.Number("--rounds", 8);
        var lines = arguments.Json ? TextWriter.Null : Console.Out;
        using var folder = new FolderOfImages();
        using (var few = new FixedSamples(new Glyphs(FolderOfImages.Size, FolderOfImages.Channels), 64))
            Train(few);

        List<object> memory = [];
        foreach (int count in new[] { images / 16, images / 4, images })
        {
            folder.Fill(count);
            long start = Stopwatch.GetTimestamp();
            using var data = Open(folder);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            double mib = Train(data) / Mebibyte;
            memory.Add(new
            {
                images = count,
                mib,
                bytes = (long)count * data.Shape.Length,
                opened_in_seconds = seconds,
            });
            lines.WriteLine(FormattableString.Invariant(
                $"{count} images of {data.Shape.Length} bytes, of which {MemoryLimit >> 20} MiB may stay in memory: ")
                + FormattableString.Invariant($"opened in {seconds:F1} s; {mib:F0} MiB resident after {Steps} steps"));
        }

        using var all = Open(folder);
        using var inMemory = new FixedSamples(new Glyphs(FolderOfImages.Size, FolderOfImages.Channels), 2048);
        long steps = AlternatingRun.WarmUpSteps + (long)rounds * Steps;
        using var fromFolder = new MlGanSide(Options(steps), all, arguments.Threads);
        using var fromMemory = new MlGanSide(Options(steps), inMemory, arguments.Threads);
        double[][] medians = AlternatingRun.Run([fromFolder, fromMemory], rounds, Steps);
        var busy = Quartiles.Of(medians[1].Zip(medians[0], (memoryTime, folderTime) => memoryTime / folderTime));
        lines.WriteLine($"Time of a step on samples in memory / on the folder: {busy}");
        if (arguments.Json)
            Console.WriteLine(JsonSerializer.Serialize(new { memory_limit = MemoryLimit, memory, rounds, busy }));
    }

    private static ISampleSource Open(FolderOfImages folder) => SampleSource.Open(
        folder.Path, new SampleSourceOptions { Channels = FolderOfImages.Channels, MemoryLimit = MemoryLimit });

    /// <returns>Resident bytes at the end.</returns>
    private static long Train(ISampleSource data)
    {
        using var gan = new LatentGan(Options(Steps), data);
        new GanTrainer(gan).Train();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static LatentGanOptions Options(long steps) => new()
    {
        Network = new Dcgan { Width = 16 },
        Objective = new NonSaturating(),
        EmaDecay = 0,
        Steps = steps,
    };
}
