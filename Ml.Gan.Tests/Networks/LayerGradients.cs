using Ml.Gan.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Networks;

/// <summary>
/// Compares a layer's gradients, in its input and in each of its parameters, with finite differences.
/// </summary>
internal static class LayerGradients
{
    /// <summary>In the layer's present mode, in double precision, which the layer has from then on.</summary>
    public static void AgreeWithFiniteDifferences(Layer layer, Generator random, long[] shape, Tensor? condition = null)
    {
        layer.to(float64);
        var input = Numeric.Normal(random, shape).requires_grad_();
        var given = condition?.to(float64);
        var outer = Numeric.Normal(random, layer.call(input, given).shape);
        Tensor Value(Tensor x) => (layer.call(x, given) * outer).sum();
        Tensor[] leaves = [input, .. layer.parameters()];

        var gradients = autograd.grad([Value(input)], leaves);

        Numeric.AreClose(Numeric.Gradient(Value, input.detach()), gradients[0], 1e-6);
        foreach (var (parameter, gradient) in leaves.Zip(gradients).Skip(1))
        {
            using var frozen = no_grad();
            var original = parameter.detach().clone();
            Tensor WithParameter(Tensor values)
            {
                parameter.copy_(values);
                return Value(input);
            }
            Numeric.AreClose(Numeric.Gradient(WithParameter, original), gradient, 1e-6);
            parameter.copy_(original);
        }
    }
}
