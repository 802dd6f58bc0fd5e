using Ml.Gan.Data;
using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

[TestClass]
public sealed class LatentTranslatorTests : LayerTests
{
    private static readonly ResNetTranslator s_architecture = new() { Width = 2, Blocks = 4 };
    private static readonly TranslatorDesign s_design = new(new SampleShape(3, 12, 16), new SampleShape(1, 12, 16));

    [TestMethod]
    public void It_computes_what_the_paper_says()
    {
        using var network = Create(Shared(s_architecture, 1));
        var reference = new ReferenceNetwork(network);
        var images = Numeric.Normal(Random, 2, 3, 12, 16);

        Tensor Normal(Tensor x) => reference.Normalize(x).relu();
        static Tensor Doubled(Tensor x) => x.repeat_interleave(2, 2).repeat_interleave(2, 3);
        Tensor Block(Tensor maps) => maps + reference.Normalize(
            reference.ConvolveMirrored(Normal(reference.ConvolveMirrored(maps, 3, bias: false)), 3, bias: false));
        var maps = Normal(reference.ConvolveMirrored(images, 7, bias: false));
        maps = Normal(reference.Convolve(maps, stride: 2, padding: 1, bias: false));
        maps = Normal(reference.Convolve(maps, stride: 2, padding: 1, bias: false));
        var means = Block(Block(maps));
        maps = Block(Block(means));
        maps = Normal(reference.Convolve(Doubled(maps), stride: 1, padding: 1, bias: false));
        maps = Normal(reference.Convolve(Doubled(maps), stride: 1, padding: 1, bias: false));
        var expected = reference.ConvolveMirrored(maps, 7, bias: true).tanh();

        Assert.IsTrue(reference.IsDone);
        Numeric.AreClose(means, network.Encode(images), 1e-12);
        Numeric.AreClose(expected, network.Decode(means), 1e-12);
        Numeric.AreClose(expected, network.call(images), 1e-12);
    }

    [TestMethod]
    [DataRow(null, 4)]
    [DataRow(6, 3)]
    public void Half_of_the_blocks_are_in_the_encoder_and_shared_ones_are_last_there(int? blocks, int inEncoder)
    {
        var architecture = s_architecture with { Blocks = blocks };
        var shared = Shared(architecture, 2);
        using var network = new LatentTranslator(architecture, s_design, shared, Parameters);

        Assert.AreEqual(2 * inEncoder, network.modules().OfType<Residual>().Distinct().Count());
        Assert.AreEqual(2, shared.Encoder.modules().OfType<Residual>().Distinct().Count());
        Assert.AreEqual(2, shared.Decoder.modules().OfType<Residual>().Distinct().Count());
        foreach (string path in network.named_parameters().Select(parameter => parameter.name))
            Assert.MatchesRegex("^(encoder|shared_encoder|shared_decoder|decoder)\\.", path);
    }

    [TestMethod]
    public void The_gradient_reaches_every_parameter_and_shared_ones_have_that_of_both_directions()
    {
        var shared = Shared(s_architecture, 1);
        var back = new TranslatorDesign(s_design.Output, s_design.Input);
        using var there = Create(shared);
        using var other = new LatentTranslator(s_architecture, back, shared, Parameters);
        var images = torch.randn(1, 3, 12, 16, generator: Random);
        var others = torch.randn(1, 1, 12, 16, generator: Random);

        var one = Gradients(() => there.call(images));
        var two = Gradients(() => other.call(others));
        var both = Gradients(() => there.call(images).square().mean() + other.call(others).square().mean());

        for (int i = 0; i < both.Length; i++)
        {
            Assert.IsGreaterThan(0f, one[i].abs().max().item<float>());
            Assert.IsGreaterThan(0f, two[i].abs().max().item<float>());
            Numeric.AreClose((one[i] + two[i]).to(float64), both[i].to(float64), 1e-6);
        }
        Assert.IsTrue(there.parameters().Concat(other.parameters()).All(parameter => parameter.grad is not null));

        Tensor[] Gradients(Func<Tensor> outputs)
        {
            foreach (var parameter in there.parameters().Concat(other.parameters()))
                parameter.grad?.zero_();
            var computed = outputs();
            (computed.numel() == 1 ? computed : computed.square().mean()).backward();
            return [.. shared.Encoder.parameters().Concat(shared.Decoder.parameters()).Select(p => p.grad!.clone())];
        }
    }

    [TestMethod]
    public void Onnx_runtime_computes_the_same_at_any_size()
    {
        using var network = Create(Shared(s_architecture, 1));
        LayerExport.AreTheSameAtAnySize(
            network, torch.randn(2, 3, 12, 16, generator: Random), torch.randn(1, 3, 20, 8, generator: Random));
    }

    private LatentTranslator Create(LatentTranslator.SharedBlocks shared) =>
        new(s_architecture, s_design, shared, Parameters);

    private LatentTranslator.SharedBlocks Shared(ResNetTranslator architecture, int count) =>
        LatentTranslator.CreateShared(architecture, s_design, count, Parameters);
}
