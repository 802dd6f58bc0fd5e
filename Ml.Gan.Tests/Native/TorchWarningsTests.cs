using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Training;
using TorchSharp;

namespace Ml.Gan.Tests.Native;

[TestClass]
public sealed class TorchWarningsTests
{
    public const string Command = "warnings";

    private const string Train = "train";

    [TestMethod]
    public void A_training_keeps_them_from_standard_error()
    {
        Assert.Contains("degrees of freedom", OwnProcess.Run([Command]).Error);
        Assert.AreEqual("", OwnProcess.Run([Command, Train]).Error);
    }

    [TestMethod]
    public void The_environment_asks_for_them() =>
        Assert.Contains(
            "degrees of freedom", OwnProcess.Run([Command, Train], ("TORCH_CPP_LOG_LEVEL", "WARNING")).Error);

    /// <summary>The process's entry: does what libtorch warns of, after a training was prepared or not.</summary>
    public static int Start(string[] arguments)
    {
        using var data = TestData.Normal(16, (0, 1));
        using var gan = arguments.Contains(Train)
            ? new LatentGan(new LatentGanOptions { Network = new Mlp(), BatchSize = 4, Steps = 1 }, data)
            : null;
        using var one = torch.ones(1);
        using var deviation = one.std();
        return 0;
    }
}
