using System.Globalization;
using Ml.Gan.Models;
using Ml.Gan.Native;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Training;
using TorchSharp;

namespace Ml.Gan.Tests.Native;

[TestClass]
public sealed class FreedMemoryTests
{
    public const string Command = "freed-memory";

    private const string Keep = "keep";

    private const int Mebibyte = 1 << 20, TensorSize = 256;

    [TestMethod]
    public void A_training_keeps_it_for_the_process_unless_it_is_told_not_to()
    {
        if (!FreedMemory.IsGlibc)
            Assert.Inconclusive("The process doesn't allocate by glibc.");

        Assert.IsGreaterThan(TensorSize * 0.9, LeftAfterFreeing(Keep));
        Assert.IsLessThan(TensorSize * 0.1, LeftAfterFreeing("return"));
    }

    /// <summary>The process's entry: prints the MiB by which it stays larger after a large tensor is gone.</summary>
    public static int Start(string[] arguments)
    {
        using var data = TestData.Normal(16, (0, 1));
        var options = new LatentGanOptions
        {
            Network = new Mlp(),
            BatchSize = 4,
            Steps = 1,
            KeepFreedMemory = arguments.Contains(Keep),
        };
        using var gan = new LatentGan(options, data);
        long before = Environment.WorkingSet;
        using (torch.ones(TensorSize * Mebibyte / sizeof(float)))
        {
        }
        Console.WriteLine((Environment.WorkingSet - before) / (double)Mebibyte);
        return 0;
    }

    private static double LeftAfterFreeing(string what) =>
        double.Parse(OwnProcess.Run([Command, what]).Output, CultureInfo.InvariantCulture);
}
