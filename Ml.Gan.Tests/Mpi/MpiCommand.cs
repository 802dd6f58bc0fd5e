using System.Security.Cryptography;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Mpi;
using Ml.Gan.Networks;
using Ml.Gan.Training;

namespace Ml.Gan.Tests.Mpi;

/// <summary>
/// Program that tests start as a rank of an MPI job, with a fault of rank 1 in the middle of its training.
/// </summary>
internal static class MpiCommand
{
    public const string Command = "mpi";

    /// <summary>Numbers that are summed: more than a bucket, of all magnitudes.</summary>
    private const int Length = 3_000_000;

    public static int Start(string[] arguments) => MpiReplicas.Run(replicas =>
    {
        if (arguments is ["sum"])
        {
            Console.WriteLine($"sum {replicas.Library} {Sum(replicas)}");
            return 0;
        }
        using var source = new FaultySource(replicas.Rank == 1 ? arguments[0] : "nothing");
        using var gan = new LatentGan(
            new LatentGanOptions
            {
                Network = new Mlp { GeneratorWidths = [8], DiscriminatorWidths = [8] },
                BatchSize = 4,
                Steps = 1000,
                Prefetch = false,
                Replicas = replicas,
            },
            source);
        new GanTrainer(gan).Train();
        return 0;
    });

    /// <summary>Hash of sums whose bits depend on their order.</summary>
    private static string Sum(Replicas replicas)
    {
        float[] values = new float[Length];
        var random = new Xoshiro256(replicas.Rank, 0);
        for (int i = 0; i < values.Length; i++)
            values[i] = random.Next(-1, 1) * MathF.Pow(10, random.Next(-4, 3));
        replicas.AllReduceSum(values);
        return Convert.ToHexStringLower(
            SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan())));
    }

    /// <summary>Vectors, but in the tenth batch something else happens.</summary>
    private sealed class FaultySource(string fault) : ISampleSource
    {
        private int _batches;

        public string Name => "faulty";

        public SampleShape Shape => SampleShape.Vector(2);

        public long? Count => null;

        public void Read(ReadOnlySpan<long> indices, Span<float> destination)
        {
            destination.Fill(0.5f);
            if (++_batches < 10)
                return;
            switch (fault)
            {
                case "throws":
                    throw new InvalidDataException("The file 'x.png' is broken.");
                case "exits":
                    Environment.Exit(0);
                    break;
                case "hangs":
                    Thread.Sleep(Timeout.Infinite);
                    break;
            }
        }

        public void Dispose()
        {
        }
    }
}
