using System.Text.Json;
using TorchSharp;

namespace Ml.Gan.Benchmarks.Endurance;

/// <summary>Prints whether memory stays flat and results stay right where the library is used for long.</summary>
internal static class EnduranceCommand
{
    private const int Cycles = 1000, Steps = 10_000, Seconds = 1800, Samplers = 8;

    public static void Run(Arguments arguments)
    {
        torch.set_num_threads(arguments.Threads);
        var lines = arguments.Json ? TextWriter.Null : Console.Out;
        lines.WriteLine($"{EnduranceWorkload.Description}; resident memory");
        using var images = EnduranceWorkload.DrawImages();

        int cycles = arguments.Number("--cycles", Cycles), steps = arguments.Number("--steps", Steps);
        var (ofCycles, ofSteps) = (new ResidentMemory("cycles", lines), new ResidentMemory("steps", lines));
        var leak = arguments.LosesBatches ? new Leak() : null;
        long wrongCycles = Runs.Cycles(cycles, images, ofCycles, leak);
        lines.WriteLine($"{cycles} cycles of create, fit, sample, dispose: {wrongCycles} with other samples; "
            + Grown(ofCycles));

        long wrongNumbers = Runs.Steps(steps, images, ofSteps, leak);
        lines.WriteLine($"{steps} steps: {wrongNumbers} numbers of the exported generator's samples differ; "
            + Grown(ofSteps));

        int seconds = arguments.Number("--seconds", Seconds);
        var ofSampling = new ResidentMemory("sampling", lines);
        var (calls, wrongCalls) = Runs.Sampling(seconds, Samplers, images, ofSampling);
        lines.WriteLine($"{Samplers} threads on one generator for {seconds} s: {calls} calls, {wrongCalls} with other "
            + $"samples than on one thread; {Grown(ofSampling)}");

        if (arguments.Json)
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                batch_mib = EnduranceWorkload.BatchMib,
                cycles = new
                {
                    count = cycles,
                    wrong = wrongCycles,
                    growth_mib = ofCycles.Growth,
                    memory = ofCycles.All,
                },
                steps = new { count = steps, wrong = wrongNumbers, growth_mib = ofSteps.Growth, memory = ofSteps.All },
                sampling = new
                {
                    seconds,
                    threads = Samplers,
                    calls,
                    wrong = wrongCalls,
                    growth_mib = ofSampling.Growth,
                    memory = ofSampling.All,
                },
            }));
    }

    private static string Grown(ResidentMemory memory) =>
        FormattableString.Invariant($"memory grew by {memory.Growth:F1} MiB after the first fifth");
}
