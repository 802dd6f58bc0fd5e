using Ml.Gan.Networks.Layers;

namespace Ml.Gan.Networks;

/// <summary>
/// Puts a discriminator together: an architecture says which hidden layers follow each other, the design which
/// regularisers they carry.
/// </summary>
public sealed class DiscriminatorBuilder(DiscriminatorDesign design, ParameterFactory parameters)
{
    private const int Kernels = 100;
    private const int KernelSize = 5;

    private readonly List<Layer> _layers = [];

    /// <summary>
    /// Adds a hidden convolution, its batch normalisation where the design and <paramref name="batchNorm"/> allow it, and LeakyReLU(0.2).
    /// </summary>
    public void AddConvolution(int inputs, int outputs, int kernel, int stride, int padding, bool batchNorm)
    {
        bool normalise = batchNorm && design.BatchNorm;
        _layers.Add(new Convolution(inputs, outputs, kernel, stride, padding, bias: !normalise, parameters, design.SpectralNorm));
        if (normalise)
            _layers.Add(new BatchNorm(outputs, parameters));
        AddActivation(new LeakyRelu());
    }

    /// <summary>Adds a hidden fully connected layer and its activation.</summary>
    public void AddLinear(int inputs, int outputs, Layer activation)
    {
        _layers.Add(new Linear(inputs, outputs, parameters, design.SpectralNorm));
        AddActivation(activation);
    }

    /// <summary>Flattens (N, C, H, W) to (N, C·H·W).</summary>
    public void Flatten() => _layers.Add(new Flatten());

    /// <summary>Multiplies by <paramref name="factor"/>.</summary>
    public void Scale(double factor) => _layers.Add(new Scale(factor));

    /// <summary>Ends with a fully connected layer from <paramref name="features"/> hidden features to the outputs.</summary>
    public DiscriminatorNetwork Build(int features) => new(_layers, design.MinibatchFeature switch
    {
        MinibatchFeature.StandardDeviation => [new MinibatchStandardDeviation(), Output(features + 1)],
        MinibatchFeature.Discrimination =>
            [new MinibatchDiscrimination(features, Kernels, KernelSize, parameters), Output(features + Kernels)],
        _ => [Output(features)],
    });

    private Linear Output(int features) => new(features, design.Outputs, parameters, design.SpectralNorm);

    private void AddActivation(Layer activation)
    {
        _layers.Add(activation);
        if (design.Dropout > 0)
            _layers.Add(new Dropout(design.Dropout, parameters));
    }
}
