using Ml.Gan.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Layers;

/// <summary>
/// A layer's weight with an equalised learning rate (Karras et al., 2018): it starts normal with standard deviation 1 and is scaled by
/// gain/√fan-in whenever it is used, so that an optimiser which normalises its steps learns all layers equally fast.
/// </summary>
internal sealed class EqualizedWeight
{
    /// <summary>He's gain (He et al., 2015), which keeps the variance where a rectifier follows.</summary>
    public const double RectifierGain = 1.4142135623730951;

    private const string Name = "weight";

    private readonly Layer _layer;
    private readonly double _scale;
    private readonly SpectralNormalization? _normalisation;

    /// <summary>Creates a weight and registers it in its layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="gain">The gain.</param>
    /// <param name="parameters">Makes the weight.</param>
    /// <param name="spectralNorm">Whether the weight is divided by its largest singular value instead, which leaves no scale.</param>
    /// <param name="shape">The weight's shape, (outputs, …): the fan-in is the product of the rest.</param>
    public EqualizedWeight(Layer layer, double gain, ParameterFactory parameters, bool spectralNorm, params long[] shape)
    {
        _layer = layer;
        _scale = gain / Math.Sqrt(shape[1..].Aggregate(1L, (product, size) => product * size));
        layer.register_parameter(Name, parameters.Normal(0, 1, shape));
        _normalisation = spectralNorm ? layer.AddSpectralNormalization((int)shape[0], parameters) : null;
    }

    /// <summary>The layer's registered parameter: moving a module to another type or device replaces it.</summary>
    private Parameter Weight => _layer.get_parameter(Name)!;

    /// <summary>The weight as the layer uses it.</summary>
    public Tensor Scaled() => _normalisation?.call(Weight) ?? Weight * _scale;

    /// <summary>The numbers of the weight as inference uses it.</summary>
    public float[] Exported()
    {
        using var scope = NewDisposeScope();
        using var computation = FinalizerPause.Begin();
        return (_normalisation?.Normalise(Weight) ?? Weight * _scale).ToFloats();
    }
}
