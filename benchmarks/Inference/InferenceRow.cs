namespace Ml.Gan.Benchmarks.Inference;

/// <summary>One network, batch and number of threads: what each side took, relative to Ml.Gan's.</summary>
internal sealed record InferenceRow(
    string Network,
    int Batch,
    int Threads,
    Quartiles MillisecondsAnImage,
    Quartiles? Eager,
    Quartiles? Plain,
    Quartiles? Node,
    Quartiles? ShareOfMatMul)
{
    private const int LeastMilliseconds = 30;

    /// <summary>
    /// Time after which the threads of the side before sleep: those of ONNX Runtime and OpenMP wait for more work by
    /// going round in a loop, on the processor that this side needs.
    /// </summary>
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs all sides in turns, round by round.</summary>
    public static InferenceRow Measure(Subject subject, string file, int batch, int threads, int rounds)
    {
        using var ours = new OnnxGeneratorSide(subject.Exported, batch, threads);
        using var eager = new EagerSide(subject.Network, batch, threads);
        using var plain = new PlainSide("plain graph", subject.Plain, "latent", batch, Subject.LatentSize, threads);
        using var node = NodeSide.TryStart(file, batch, Subject.LatentSize, threads);
        using var product = PlainSide.MatMul(threads);
        IInferenceSide?[] sides = [ours, eager, plain, node, product];
        int[] repeats = [.. sides.Select(Repeats)];
        double[][] times = new double[rounds][];
        for (int round = 0; round < rounds; round++)
            times[round] = [.. sides.Select((side, i) => side is null ? double.NaN : Time(side, repeats[i]))];

        Quartiles? Ratio(int side) => sides[side] is null ? null : Quartiles.Of(times.Select(t => t[side] / t[0]));
        double rate = batch * subject.Operations / PlainSide.MatMulOperations;
        return new InferenceRow(
            subject.Name, batch, threads, Quartiles.Of(times.Select(t => t[0] / batch)), Ratio(1), Ratio(2), Ratio(3),
            Quartiles.Of(times.Select(t => rate * t[4] / t[0])));
    }

    private static int Repeats(IInferenceSide? side)
    {
        if (side is null)
            return 0;
        side.Run();
        return (int)Math.Clamp(Math.Ceiling(LeastMilliseconds / side.Run()), 1, 100);
    }

    private static double Time(IInferenceSide side, int repeats)
    {
        Thread.Sleep(s_rest);
        double[] times = new double[repeats];
        for (int i = 0; i < repeats; i++)
            times[i] = side.Run();
        return Quartiles.Of(times).Median;
    }
}
