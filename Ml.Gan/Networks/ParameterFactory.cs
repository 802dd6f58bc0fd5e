using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Makes the initial parameters of a network from its own seeded generator: the global generator is never drawn from.
/// Numbers are drawn on the CPU whatever the device, so that a seed means the same network everywhere.
/// </summary>
public sealed class ParameterFactory : IDisposable
{
    private readonly Generator _random;

    /// <summary>Creates a factory for parameters on <paramref name="device"/>.</summary>
    public ParameterFactory(long seed, Device device)
    {
        _random = new Generator(unchecked((ulong)seed));
        Device = device;
    }

    /// <summary>Where the parameters live.</summary>
    public Device Device { get; }

    /// <summary>Normally distributed values.</summary>
    public Parameter Normal(double mean, double standardDeviation, params long[] shape) =>
        Place(torch.empty(shape, ScalarType.Float32, CPU).normal_(mean, standardDeviation, _random));

    /// <summary>Values normally distributed around 0, as many in a row along the first dimension the same.</summary>
    internal Parameter Repeated(int repeats, double standardDeviation, params long[] shape)
    {
        using var drawn = torch.empty([shape[0] / repeats, .. shape[1..]], ScalarType.Float32, CPU)
            .normal_(0, standardDeviation, _random);
        return Place(drawn.repeat_interleave(repeats, 0));
    }

    /// <summary>Uniformly distributed values in [-<paramref name="bound"/>, <paramref name="bound"/>].</summary>
    public Parameter Uniform(double bound, params long[] shape) =>
        Place(torch.empty(shape, ScalarType.Float32, CPU).uniform_(-bound, bound, _random));

    /// <summary>Zeros.</summary>
    public Parameter Zeros(params long[] shape) => Place(torch.zeros(shape, ScalarType.Float32, CPU));

    /// <summary>A buffer (no gradient) of one value.</summary>
    public Tensor Buffer(double value, params long[] shape) =>
        torch.full(shape, value, ScalarType.Float32, Device).DetachFromDisposeScope();

    /// <summary>A buffer (no gradient) of Euclidean length 1 that points anywhere.</summary>
    public Tensor Direction(int size)
    {
        using var scope = NewDisposeScope();
        var drawn = torch.randn(size, ScalarType.Float32, CPU, generator: _random);
        return (drawn / drawn.norm()).to(Device).DetachFromDisposeScope();
    }

    /// <summary>
    /// A generator for a layer that draws numbers as it trains, with a seed from this factory; on the CPU.
    /// </summary>
    public Generator CreateGenerator()
    {
        using var seed = torch.empty(1, ScalarType.Int64, CPU).random_(0, 1L << 53, _random);
        return new Generator((ulong)seed.item<long>());
    }

    /// <inheritdoc/>
    public void Dispose() => _random.Dispose();

    /// <summary>Parameters live as long as their network, whatever dispose scope the caller is in.</summary>
    private Parameter Place(Tensor values)
    {
        using var drawn = values;
        var parameter = new Parameter(drawn.to(Device, copy: true));
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
