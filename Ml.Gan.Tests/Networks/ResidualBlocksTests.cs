using Ml.Gan.Data;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class ResidualBlocksTests : LayerTests
{
    private static readonly DiscriminatorDesign s_plain = new() { Input = new SampleShape(1, 16, 16) };

    [TestMethod]
    public void A_block_up_doubles_the_size_and_a_block_down_halves_it()
    {
        using var up = ResidualBlocks.Up(2, 3, conditionSize: 0, Parameters, spectralNorm: false);
        using var down = ResidualBlocks.Down(3, 2, s_plain, Parameters, ofImages: true, halves: true);

        CollectionAssert.AreEqual(new long[] { 2, 3, 6, 8 }, up.call(torch.zeros(2, 2, 3, 4)).shape);
        CollectionAssert.AreEqual(new long[] { 2, 2, 3, 4 }, down.call(torch.zeros(2, 3, 6, 8)).shape);
    }

    [TestMethod]
    public void A_block_that_keeps_the_size_does_not_pool()
    {
        using var block = ResidualBlocks.Down(2, 2, s_plain, Parameters, ofImages: false, halves: false);

        CollectionAssert.AreEqual(new long[] { 1, 2, 7, 7 }, block.call(torch.zeros(1, 2, 7, 7)).shape);
    }

    [TestMethod]
    [DataRow(0, false)]
    [DataRow(0, true)]
    [DataRow(3, false)]
    [DataRow(3, true)]
    public void The_gradients_of_a_block_up_agree_with_finite_differences(int conditionSize, bool spectralNorm)
    {
        using var block = Lived(ResidualBlocks.Up(2, 2, conditionSize, Parameters, spectralNorm), conditionSize);
        block.eval();

        LayerGradients.AgreeWithFiniteDifferences(block, Random, [2, 2, 2, 2], Condition(2, conditionSize));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void The_gradients_of_a_block_down_agree_with_finite_differences(bool spectralNorm)
    {
        using var block = ResidualBlocks.Down(
            2, 3, s_plain with { SpectralNorm = spectralNorm }, Parameters, ofImages: false, halves: true);
        block.eval();

        LayerGradients.AgreeWithFiniteDifferences(block, Random, [2, 2, 4, 2]);
    }

    [TestMethod]
    [DataRow(0, false)]
    [DataRow(0, true)]
    [DataRow(3, false)]
    [DataRow(3, true)]
    public void Onnx_runtime_computes_the_same(int conditionSize, bool spectralNorm)
    {
        using var up = Lived(ResidualBlocks.Up(2, 3, conditionSize, Parameters, spectralNorm), conditionSize);
        using var down = ResidualBlocks.Down(
            3, 2, s_plain with { SpectralNorm = spectralNorm }, Parameters, ofImages: false, halves: true);
        down.call(torch.randn(2, 3, 4, 4, generator: Random));

        LayerExport.AreTheSame(up, torch.randn(4, 2, 3, 3, generator: Random), Condition(4, conditionSize));
        LayerExport.AreTheSame(down, torch.randn(4, 3, 6, 4, generator: Random));
    }

    private Residual Lived(Residual block, int conditionSize = 0)
    {
        for (int i = 0; i < 10; i++)
            block.call(torch.randn(4, 2, 3, 3, generator: Random) * 2 + 1, Condition(4, conditionSize));
        return block;
    }

    private Tensor? Condition(int count, int size) => size == 0 ? null : torch.randn(count, size, generator: Random);
}
