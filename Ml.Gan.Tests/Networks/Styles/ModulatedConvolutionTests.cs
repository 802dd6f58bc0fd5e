using Ml.Gan.Networks;
using Ml.Gan.Networks.Styles;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks.Styles;

[TestClass]
public sealed class ModulatedConvolutionTests
{
    private const int StyleSize = 5;

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Generator _random = new(5);
    private readonly ParameterFactory _parameters = new(3, CPU);

    [TestCleanup]
    public void Release()
    {
        _parameters.Dispose();
        _random.Dispose();
        _scope.Dispose();
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Is_a_convolution_of_each_sample_with_its_scaled_weights_divided_by_their_length(bool doubles)
    {
        using var layer = Create(3, 4, doubles, gain: 1.5);
        layer.to(float64);
        using var frozen = no_grad();
        layer.get_parameter("bias")!.copy_(Numeric.Normal(_random, 4));
        var (input, styles) = (Numeric.Normal(_random, 2, 3, 6, 6), Numeric.Normal(_random, 2, StyleSize));

        var found = layer.call(input, styles);

        for (int sample = 0; sample < 2; sample++)
        {
            var weight = Weights(layer, styles[sample]);
            var demodulated = weight / (weight.square().sum([1, 2, 3], keepdim: true) + 1e-8).sqrt();
            var image = input.narrow(0, sample, 1);
            var expected = doubles
                ? Filtered(nn.functional.conv_transpose2d(image, demodulated.transpose(0, 1), null, [2, 2]))
                : nn.functional.conv2d(image, demodulated, padding: [1, 1]);
            Numeric.AreClose(
                (expected + layer.get_parameter("bias")!.view(1, -1, 1, 1)) * 1.5, found.narrow(0, sample, 1), 1e-8);
        }
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Outputs_have_variance_one_for_inputs_of_variance_one_whatever_the_styles(bool doubles)
    {
        using var layer = Create(16, 6, doubles);
        using var frozen = no_grad();
        var styles = torch.randn([3, StyleSize], generator: _random) * 20;

        var found = layer.call(torch.randn(3, 16, 100, 100, generator: _random), styles);

        var variances = found.narrow(2, 4, 90).narrow(3, 4, 90).var([2, 3]);
        // The filter takes the highest frequencies from white noise, so less is left of it.
        foreach (float variance in variances.reshape(-1).data<float>())
            Assert.IsInRange(doubles ? 0.1f : 0.9f, 1.1f, variance);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Gradients_agree_with_finite_differences(bool doubles)
    {
        using var layer = Create(2, 3, doubles);
        LayerGradients.AgreeWithFiniteDifferences(
            layer, _random, [2, 2, 3, 3], torch.randn(2, StyleSize, generator: _random));
    }

    [TestMethod]
    [DataRow(false, true)]
    [DataRow(true, true)]
    [DataRow(false, false)]
    public void Export_computes_the_same(bool doubles, bool demodulates)
    {
        using var layer = new ModulatedConvolution(
            3, 4, demodulates ? 3 : 1, new ModulationDesign(StyleSize, doubles, demodulates, 1.4), _parameters);
        using (no_grad())
            layer.get_parameter("bias")!.normal_(0, 1, _random);

        LayerExport.AreTheSame(
            layer, torch.randn(3, 3, 6, 6, generator: _random), torch.randn(3, StyleSize, generator: _random));
    }

    private ModulatedConvolution Create(int inputs, int outputs, bool doubles, double gain = 1) =>
        new(inputs, outputs, kernel: 3, new ModulationDesign(StyleSize, doubles, Gain: gain), _parameters);

    /// <summary>w·s, by the paper: s is an affine function of the style, with equalized weights.</summary>
    private static Tensor Weights(ModulatedConvolution layer, Tensor style)
    {
        var weight = layer.get_parameter("weight")!;
        double fanIn = weight.shape[1] * 9;
        var scales = layer.get_parameter("affine.weight")!.matmul(style) / Math.Sqrt(StyleSize)
            + layer.get_parameter("affine.bias")!;
        return weight / Math.Sqrt(fanIn) * scales.view(1, -1, 1, 1);
    }

    /// <summary>Each channel with [1, 3, 3, 1] in both directions, of sum 4, one zero around.</summary>
    private static Tensor Filtered(Tensor images)
    {
        var taps = tensor(new double[] { 1, 3, 3, 1 });
        var kernel = (taps.view(4, 1) * taps / 16).view(1, 1, 4, 4);
        var filtered = images.unbind(1).Select(
            channel => nn.functional.conv2d(channel.unsqueeze(1), kernel, padding: [1, 1]));
        return cat([.. filtered], 1);
    }
}
