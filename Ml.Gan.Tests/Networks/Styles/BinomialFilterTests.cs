using Ml.Gan.Networks;
using Ml.Gan.Networks.Styles;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks.Styles;

[TestClass]
public sealed class BinomialFilterTests
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Generator _random = new(5);

    [TestCleanup]
    public void Release()
    {
        ConvolutionProbe.Force(null);
        _random.Dispose();
        _scope.Dispose();
    }

    [TestMethod]
    public void Spreads_a_pixel_over_four_by_four_ones_in_its_channel_alone()
    {
        using var filter = new BinomialFilter(gain: 64, padding: 3);
        var images = torch.zeros(1, 2, 1, 1);
        images[0, 1, 0, 0] = 1;

        double[] plane = [1, 3, 3, 1, 3, 9, 9, 3, 3, 9, 9, 3, 1, 3, 3, 1];
        Numeric.AreClose([.. new double[16], .. plane], filter.call(images), 1e-6);
    }

    [TestMethod]
    public void Keeps_constants_and_halves_by_a_stride_of_two()
    {
        using var filter = new BinomialFilter(padding: 1, stride: 2);

        var halved = filter.call(torch.ones(2, 3, 8, 8));

        CollectionAssert.AreEqual(new long[] { 2, 3, 4, 4 }, halved.shape);
        Numeric.AreClose([.. Enumerable.Repeat(1.0, 24)], halved.narrow(2, 1, 2).narrow(3, 1, 2), 1e-6);
    }

    [TestMethod]
    [DataRow(3)]
    [DataRow(16)]
    [DataRow(20)]
    public void Padded_channels_give_the_same(int channels)
    {
        using var filter = new BinomialFilter(padding: 2, stride: 2);
        var images = torch.randn(2, channels, 9, 9, generator: _random);
        var exact = filter.call(images.to(float64));

        ConvolutionProbe.Force(ConvolutionPath.PaddedChannels);

        Numeric.AreClose(exact, filter.call(images).to(float64), 1e-5);
    }

    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(2, 1)]
    [DataRow(1, 2)]
    public void Export_computes_the_same(int padding, int stride)
    {
        using var filter = new BinomialFilter(gain: 4, padding, stride);
        LayerExport.AreTheSame(filter, torch.randn(3, 5, 8, 8, generator: _random));
    }
}
