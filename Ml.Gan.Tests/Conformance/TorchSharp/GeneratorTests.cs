using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Conformance.Torch;

[TestClass]
public class GeneratorTests
{
    static IEnumerable<object[]> Draws()
    {
        object[] Draw(string name, Func<Generator, Tensor> draw) => [name, draw];
        yield return Draw("randn", g => randn(5, 7, generator: g));
        yield return Draw("rand", g => rand(100, generator: g));
        yield return Draw("randint", g => randint(0, 1000, [50], generator: g));
        yield return Draw("randperm", g => randperm(100, generator: g));
        yield return Draw("normal", g => normal(1, 2, [40], generator: g));
        yield return Draw("normal_", g => empty(40).normal_(0, 0.02, g));
        yield return Draw("uniform_", g => empty(40).uniform_(-1, 1, g));
        yield return Draw("bernoulli", g => full(100, 0.5).bernoulli(g));
        yield return Draw("multinomial", g => ones(100).multinomial(50, false, g));
    }

    [TestMethod]
    [DynamicData(nameof(Draws))]
    public void TheSameSeedGivesTheSameBytesAndTheDefaultGeneratorIsLeftAlone(string name, Func<Generator, Tensor> draw)
    {
        using DisposeScope scope = NewDisposeScope();
        byte[] global = get_rng_state().bytes.ToArray();
        byte[] Bytes(ulong seed)
        {
            using var generator = new Generator(seed);
            return draw(generator).contiguous().bytes.ToArray();
        }
        byte[] first = Bytes(11);
        CollectionAssert.AreEqual(first, Bytes(11));
        CollectionAssert.AreNotEqual(first, Bytes(12), name);
        CollectionAssert.AreEqual(global, get_rng_state().bytes.ToArray());
    }

    [TestMethod]
    public void NumbersAreThoseOfPyTorch()
    {
        // torch.manual_seed(42); torch.randn(3)
        using var generator = new Generator(42);
        Numeric.AreClose(
            [0.33669036626815796, 0.12880940735340118, 0.23446236550807953], randn(3, generator: generator), 1e-6);
    }

    [TestMethod]
    public void TheStateCanBePutBack()
    {
        using var generator = new Generator(1);
        rand(10, generator: generator);
        using Tensor state = generator.get_state();
        float[] next = rand(5, generator: generator).data<float>().ToArray();
        generator.set_state(state);
        CollectionAssert.AreEqual(next, rand(5, generator: generator).data<float>().ToArray());
    }

    [TestMethod]
    public void TheStateMovesToAnotherGenerator()
    {
        using var source = new Generator(9);
        randn(3, generator: source);
        using var target = new Generator(0);
        target.set_state(source.get_state());
        CollectionAssert.AreEqual(
            randn(20, generator: source).data<float>().ToArray(), randn(20, generator: target).data<float>().ToArray());
    }

    [TestMethod]
    public void SeedsAreRemembered()
    {
        using var generator = new Generator(123);
        Assert.AreEqual(123, generator.initial_seed());
        generator.manual_seed(77);
        Assert.AreEqual(77, generator.initial_seed());
    }

    [TestMethod]
    public void MomentsOfNormalNumbers()
    {
        using var generator = new Generator(2);
        using Tensor x = randn(200_000, generator: generator);
        Assert.AreEqual(0, x.mean().ToDouble(), 0.01);
        Assert.AreEqual(1, x.std().ToDouble(), 0.01);
    }
}
