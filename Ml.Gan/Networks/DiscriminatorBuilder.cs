using Ml.Gan.Data;

namespace Ml.Gan.Networks;

/// <summary>
/// Puts a discriminator together: an architecture says which hidden layers follow each other, the design which
/// regularizers they carry.
/// </summary>
public sealed class DiscriminatorBuilder
{
    private const int Kernels = 100;
    private const int KernelSize = 5;

    private readonly DiscriminatorDesign _design;
    private readonly ParameterFactory _parameters;
    private readonly bool _equalized;
    private readonly List<Layer> _layers = [];

    /// <summary>Starts a discriminator.</summary>
    /// <param name="design">What it is to be like.</param>
    /// <param name="parameters">Makes the weights.</param>
    /// <param name="equalized">
    /// Whether its layers have an equalized learning rate (Karras et al., 2018). Default false.
    /// </param>
    public DiscriminatorBuilder(DiscriminatorDesign design, ParameterFactory parameters, bool equalized = false)
    {
        (_design, _parameters, _equalized, Input) = (design, parameters, equalized, design.Input);
        if (design.ConditionSize == 0 || design.ProjectsCondition)
            return;
        var join = new ConditionJoin(design.Input, design.ConditionSize, parameters, design.ConditionMeanSquare);
        _layers.Add(join);
        Input = join.Joined;
    }

    /// <summary>
    /// Shape of what the first hidden layer gets: a sample or a pack, with its condition where that is joined to it.
    /// </summary>
    public SampleShape Input { get; }

    /// <summary>
    /// Adds a hidden convolution, its batch normalization where the design and <paramref name="batchNorm"/> allow it,
    /// and LeakyReLU(0.2). Where the design allows none, nothing scales what small weights make, and the weights start
    /// as large as the activation needs (He et al., 2015).
    /// </summary>
    public void AddConvolution(int inputs, int outputs, int kernel, int stride, int padding, bool batchNorm)
    {
        if (!_equalized)
        {
            _layers.AddRange(_design.Convolution(inputs, outputs, kernel, stride, padding, batchNorm, _parameters));
            return;
        }
        _layers.Add(new EqualizedConvolution(
            inputs, outputs, kernel, stride, padding, EqualizedWeight.RectifierGain, _parameters,
            _design.SpectralNorm));
        if (batchNorm && _design.BatchNorm)
            _layers.Add(new BatchNorm(outputs, _parameters));
        AddActivation(new LeakyRelu());
    }

    /// <summary>
    /// Adds a hidden fully connected layer, its batch normalization where the design and <paramref name="batchNorm"/>
    /// allow it, and its activation.
    /// </summary>
    public void AddLinear(int inputs, int outputs, Layer activation, bool batchNorm = false)
    {
        bool normalize = batchNorm && _design.BatchNorm;
        _layers.Add(_equalized
            ? new EqualizedLinear(inputs, outputs, EqualizedWeight.RectifierGain, _parameters, _design.SpectralNorm)
            : new Linear(inputs, outputs, _parameters, _design.SpectralNorm, bias: !normalize));
        if (normalize)
            _layers.Add(new BatchNorm(outputs, _parameters));
        AddActivation(activation);
    }

    /// <summary>Adds an activation of a hidden layer, and dropout where the design asks for it.</summary>
    public void AddActivation(Layer activation) => _layers.AddRange(_design.Activated(activation, _parameters));

    /// <summary>Adds a layer that is made as the design asks.</summary>
    public void Add(Layer layer) => _layers.Add(layer);

    /// <summary>Flattens (N, C, H, W) to (N, C·H·W).</summary>
    public void Flatten() => _layers.Add(new Flatten());

    /// <summary>Multiplies by <paramref name="factor"/>.</summary>
    public void Scale(double factor) => _layers.Add(new Scale(factor));

    /// <summary>
    /// Ends with a fully connected layer from <paramref name="features"/> hidden features to the outputs.
    /// </summary>
    public DiscriminatorNetwork Build(int features) =>
        new SequentialDiscriminator(_layers, Head(features), features, Projection(features));

    private Layer[] Head(int features) => _design.MinibatchFeature switch
    {
        MinibatchFeature.StandardDeviation => [new MinibatchStandardDeviation(), Output(features + 1)],
        MinibatchFeature.Discrimination =>
            [new MinibatchDiscrimination(features, Kernels, KernelSize, _parameters), Output(features + Kernels)],
        _ => [Output(features)],
    };

    private Embedding? Projection(int features) => _design is { ConditionSize: > 0, ProjectsCondition: true }
        ? new Embedding(_design.ConditionSize, features, _parameters, standardDeviation: 1 / Math.Sqrt(features),
            spectralNorm: _design.SpectralNorm)
        : null;

    private Layer Output(int features) => _equalized
        ? new EqualizedLinear(features, _design.Outputs, gain: 1, _parameters, _design.SpectralNorm)
        : new Linear(features, _design.Outputs, _parameters, _design.SpectralNorm);
}
