using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Ml.Gan.Tests.Networks;

/// <summary>
/// Steps of a network in libtorch's plain functions and in float64, with the parameters of a network under test, in
/// their order.
/// </summary>
internal sealed class ReferenceNetwork
{
    private readonly Queue<Tensor> _parameters;

    /// <param name="network">The network, whose parameters become float64.</param>
    public ReferenceNetwork(nn.Module network) => _parameters = new(network.to(float64).parameters());

    /// <summary>Whether all parameters were used.</summary>
    public bool IsDone => _parameters.Count == 0;

    public Tensor Convolve(Tensor x, int stride, int padding, bool bias)
    {
        var weight = _parameters.Dequeue();
        return conv2d(x, weight, bias ? _parameters.Dequeue() : null, [stride, stride], [padding, padding]);
    }

    public Tensor Transposed(Tensor x, bool bias)
    {
        var weight = _parameters.Dequeue();
        return conv_transpose2d(x, weight, bias ? _parameters.Dequeue() : null, [2, 2], [1, 1]);
    }

    /// <summary>Instance normalization.</summary>
    public Tensor Normalize(Tensor x)
    {
        var deviation = x - x.mean([2, 3], keepdim: true);
        var normal = deviation / (deviation.square().mean([2, 3], keepdim: true) + 1e-5).sqrt();
        return normal * _parameters.Dequeue().reshape(1, -1, 1, 1) + _parameters.Dequeue().reshape(1, -1, 1, 1);
    }

    public Tensor Rectify(Tensor x) => torch.where(x < 0, x * _parameters.Dequeue().reshape(1, -1, 1, 1), x);

    /// <summary>A convolution of an image that goes on mirrored.</summary>
    public Tensor ConvolveMirrored(Tensor x, int kernel, bool bias)
    {
        int half = kernel / 2;
        var rows = torch.cat([x.narrow(2, 1, half).flip(2), x, x.narrow(2, x.shape[2] - 1 - half, half).flip(2)], 2);
        return Convolve(
            torch.cat([rows.narrow(3, 1, half).flip(3), rows, rows.narrow(3, x.shape[3] - 1 - half, half).flip(3)], 3),
            stride: 1, padding: 0, bias);
    }
}
