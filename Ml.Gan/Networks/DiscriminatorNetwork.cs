using Ml.Gan.Data;
using Ml.Gan.Objectives;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Design of a discriminator, whatever its architecture: a <see cref="DiscriminatorBuilder"/> sees to it.
/// </summary>
public sealed record DiscriminatorDesign
{
    /// <summary>Shape of what D gets: a sample, or several packed along the channels.</summary>
    public required SampleShape Input { get; init; }

    /// <summary>Samples that are packed along the channels of one input. Default 1.</summary>
    public int Packing { get; init; } = 1;

    /// <summary>Shape of one sample.</summary>
    public SampleShape Sample => Input with { Channels = Input.Channels / Packing };

    /// <summary>Numbers c in what a sample, or a pack, is said to be: its conditions; 0 for none. Default 0.</summary>
    public int ConditionSize { get; init; }

    /// <summary>
    /// Mean of ‖condition‖², which the weights on it are scaled by; above 0. Default 1, as of a one-hot label.
    /// </summary>
    public double ConditionMeanSquare { get; init; } = 1;

    /// <summary>
    /// Whether the condition meets the last hidden layer in an inner product (Miyato and Koyama, 2018), rather than the
    /// sample at D's input. Default false.
    /// </summary>
    public bool ProjectsCondition { get; init; }

    /// <summary>Number of outputs per sample. Default 1.</summary>
    public int Outputs { get; init; } = 1;

    /// <summary>
    /// Whether batch normalization may be used: it couples the samples of a batch, which a gradient penalty forbids.
    /// Default true.
    /// </summary>
    public bool BatchNorm { get; init; } = true;

    /// <summary>
    /// Whether the weights of linear layers and convolutions are divided by their largest singular values (Miyato et
    /// al., 2018). Default false.
    /// </summary>
    public bool SpectralNorm { get; init; }

    /// <summary>
    /// Share of the hidden activations that training sets to zero, in [0, 1) (Srivastava et al., 2014). Default 0.
    /// </summary>
    public double Dropout { get; init; }

    /// <summary>Feature of the batch that the head gets besides a sample's own features. Default nothing.</summary>
    public MinibatchFeature MinibatchFeature { get; init; }

    /// <summary>Bound of the weights, to which they are clipped after each step; null for none. Default null.</summary>
    public double? WeightClipping { get; init; }

    /// <summary>
    /// Whether the last hidden layer has to be one and the same in all stages of the training, because another network
    /// learns from it: InfoGAN's Q (Chen et al., 2016). Default false.
    /// </summary>
    public bool SameFeaturesInAllStages { get; init; }

    /// <summary>An activation of a hidden layer, with dropout after it where there is some.</summary>
    internal Layer[] Activated(Layer activation, ParameterFactory parameters) =>
        Dropout > 0 ? [activation, new Dropout(Dropout, parameters)] : [activation];

    /// <summary>
    /// A hidden convolution, its batch normalization where the design and <paramref name="batchNorm"/> allow it, and
    /// LeakyReLU(0.2). Where the design allows none, nothing scales what small weights make, and the weights start as
    /// large as the activation needs (He et al., 2015).
    /// </summary>
    internal Layer[] Convolution(
        int inputs, int outputs, int kernel, int stride, int padding, bool batchNorm, ParameterFactory parameters)
    {
        bool normalize = batchNorm && BatchNorm;
        var convolution = new Convolution(
            inputs, outputs, kernel, stride, padding, bias: !normalize, parameters, SpectralNorm,
            BatchNorm || SpectralNorm
                ? Networks.Convolution.DefaultDeviation
                : EqualizedWeight.RectifierGain / Math.Sqrt(inputs * kernel * kernel));
        Layer[] normalized = normalize ? [convolution, new BatchNorm(outputs, parameters)] : [convolution];
        return [.. normalized, .. Activated(new LeakyRelu(), parameters)];
    }
}

/// <summary>
/// Discriminator D: samples (N, …), with conditions (N, c) where it has any, to raw outputs, (N), or (N, K) for K of
/// them: logits of "real" for a discriminator, values for a critic.
/// </summary>
public abstract class DiscriminatorNetwork : nn.Module<Tensor, Tensor?, Tensor>
{
    /// <summary>Creates the network.</summary>
    protected DiscriminatorNetwork()
        : base("discriminator")
    {
    }

    /// <summary>Number F of features in the last hidden layer.</summary>
    public abstract int FeatureCount { get; }

    /// <summary>Moves to a stage of the training and a place in it.</summary>
    public virtual void Enter(StagePosition position)
    {
    }

    /// <summary>The parts that learn in the present stage. Default the whole network.</summary>
    public virtual IEnumerable<nn.Module> StageParts => [this];

    /// <summary>The weights that learn in the present stage.</summary>
    public IEnumerable<Parameter> StageParameters => StageParts.SelectMany(part => part.parameters());

    /// <summary>
    /// Outputs, (N, K), and the last hidden layer, (N, F), of samples as the present stage sees them.
    /// </summary>
    /// <param name="samples">Samples, (N, …).</param>
    /// <param name="condition">Conditions, (N, c); null where c is 0.</param>
    protected abstract (Tensor Outputs, Tensor Features) ForwardWithFeatures(Tensor samples, Tensor? condition);

    /// <summary>Writes the inference-time network.</summary>
    /// <param name="graph">The graph to write to.</param>
    /// <param name="samples">Samples at full size.</param>
    /// <param name="condition">Conditions, (N, c); null where c is 0.</param>
    /// <returns>Raw outputs, (N, K).</returns>
    public abstract OnnxValue Export(OnnxGraph graph, OnnxValue samples, OnnxValue? condition);

    /// <inheritdoc/>
    public override Tensor forward(Tensor samples, Tensor? condition) =>
        Flat(ForwardWithFeatures(samples, condition).Outputs);

    /// <summary>Outputs for a batch, with the features of the last hidden layer.</summary>
    /// <param name="samples">Samples, (N, …).</param>
    /// <param name="condition">Conditions, (N, c); null where c is 0.</param>
    public virtual EvaluatedBatch Evaluate(Tensor samples, Tensor? condition = null)
    {
        var (outputs, features) = ForwardWithFeatures(samples, condition);
        return new EvaluatedBatch(samples, Flat(outputs), MixedPrecision.Exact(features));
    }

    /// <summary>
    /// Terms of its own that the network adds to the discriminator's loss, weighted, from a batch of real samples.
    /// Default none.
    /// </summary>
    /// <param name="real">
    /// What <see cref="Evaluate"/> made of the batch, as the network saw it: augmented, with noise, in packs.
    /// </param>
    /// <param name="step">Number of the training step, from 0.</param>
    /// <returns>Scalars that are differentiable in the network's weights, by the names of their metrics.</returns>
    public virtual IEnumerable<(string Name, Tensor Value)> OwnLosses(EvaluatedBatch real, long step) => [];

    private static Tensor Flat(Tensor outputs)
    {
        var exact = MixedPrecision.Exact(outputs);
        return exact.shape[1] == 1 ? exact.view(-1) : exact;
    }
}

/// <summary>
/// Discriminator of layers one after the other; best put together by a <see cref="DiscriminatorBuilder"/>.
/// </summary>
public sealed class SequentialDiscriminator : DiscriminatorNetwork
{
    private readonly LayerSequence _trunk;
    private readonly LayerSequence _head;
    private readonly Embedding? _projection;

    /// <summary>Creates the network, which owns its layers from then on.</summary>
    /// <param name="trunk">Layers up to the last hidden one, (N, F).</param>
    /// <param name="head">Layers from there to the outputs, (N, K).</param>
    /// <param name="features">F.</param>
    /// <param name="projection">
    /// Of the condition to F numbers, whose inner product with the last hidden layer is added to the outputs (Miyato
    /// and Koyama, 2018); null for none.
    /// </param>
    public SequentialDiscriminator(
        IReadOnlyList<Layer> trunk, IReadOnlyList<Layer> head, int features, Embedding? projection = null)
    {
        (_trunk, _head) = (new LayerSequence("trunk", trunk), new LayerSequence("head", head));
        (FeatureCount, _projection) = (features, projection);
        register_module("trunk", _trunk);
        register_module("head", _head);
        if (projection is not null)
            register_module("projection", projection);
    }

    /// <inheritdoc/>
    public override int FeatureCount { get; }

    /// <inheritdoc/>
    protected override (Tensor Outputs, Tensor Features) ForwardWithFeatures(Tensor samples, Tensor? condition)
    {
        var features = _trunk.call(samples, condition);
        var outputs = _head.call(features, condition);
        if (_projection is not null)
            outputs = outputs + (_projection.call(condition!) * features).sum([1], keepdim: true);
        return (outputs, features);
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, OnnxValue samples, OnnxValue? condition)
    {
        var features = _trunk.Export(graph, "trunk", samples, condition);
        var outputs = _head.Export(graph, "head", features, condition);
        if (_projection is null)
            return outputs;
        var products = graph.Mul("projection/products", _projection.Export(graph, "projection", condition!), features);
        return graph.Add("scores", outputs, graph.ReduceSum("projection/sum", products, axis: 1));
    }
}
