using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Networks.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class ResidualBlocksTests : LayerTests
{
    private static readonly DiscriminatorDesign s_plain = new() { Input = new SampleShape(1, 16, 16) };

    [TestMethod]
    public void Going_up_two_convolutions_stand_beside_one_of_the_enlarged_input()
    {
        using var block = Lived(ResidualBlocks.Up(2, 3, conditionSize: 0, Parameters, spectralNorm: false));
        block.eval();
        var input = torch.randn(2, 2, 3, 4, generator: Random);
        Tensor Norm(Tensor x, string name) => nn.functional.batch_norm(
            x,
            block.get_buffer($"{name}.running_mean")!,
            block.get_buffer($"{name}.running_var")!,
            block.get_parameter($"{name}.weight"),
            block.get_parameter($"{name}.bias"),
            training: false);

        var hidden = Convolve(block, Enlarge(nn.functional.relu(Norm(input, "main.0"))), "main.3", 1);
        var expected = Convolve(block, nn.functional.relu(Norm(hidden, "main.4")), "main.6", 1) + Convolve(block, Enlarge(input), "shortcut.0", 0);

        Numeric.AreClose(expected, block.call(input), 1e-5);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Going_down_two_convolutions_stand_beside_one_and_both_are_pooled(bool ofImages)
    {
        using var block = ResidualBlocks.Down(2, 3, s_plain, Parameters, ofImages, halves: true);
        var input = torch.randn(2, 2, 4, 6, generator: Random);
        int first = ofImages ? 0 : 1;

        var rectified = ofImages ? input : nn.functional.relu(input);
        var hidden = nn.functional.relu(Convolve(block, rectified, $"main.{first}", 1));
        var whole = Convolve(block, hidden, $"main.{first + 2}", 1) + Convolve(block, input, "shortcut.1", 0);

        Numeric.AreClose(nn.functional.avg_pool2d(whole, 2), block.call(input), 1e-5);
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
        using var block = ResidualBlocks.Down(2, 3, s_plain with { SpectralNorm = spectralNorm }, Parameters, ofImages: false, halves: true);
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
        using var down = ResidualBlocks.Down(3, 2, s_plain with { SpectralNorm = spectralNorm }, Parameters, ofImages: false, halves: true);
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

    private static Tensor Convolve(Residual block, Tensor input, string name, long padding) => nn.functional.conv2d(
        input, block.get_parameter($"{name}.weight")!, block.get_parameter($"{name}.bias")!, padding: [padding, padding]);

    private static Tensor Enlarge(Tensor input) => input.repeat_interleave(2, 2).repeat_interleave(2, 3);
}
