using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// The discriminator that grows: for each stage a 1×1 convolution from an image to feature maps, and a block to those
/// of half the size; then the smallest block, which all stages share. New, it is full-grown.
/// </summary>
internal sealed class ProgressiveDiscriminator : DiscriminatorNetwork
{
    private readonly AveragePooling _half = new();
    private readonly LayerSequence[] _fromImage;
    private readonly LayerSequence[] _blocks;
    private readonly DiscriminatorNetwork _smallest;
    private readonly StageView _view;
    private FadeIn _fade;

    public ProgressiveDiscriminator(DiscriminatorDesign design, GrowthPlan plan, ParameterFactory parameters)
    {
        (_view, _fade) = (new ProgressiveView(plan), FadeIn.After(plan));
        (_fromImage, _blocks) = (new LayerSequence[plan.Stages], new LayerSequence[plan.Stages]);
        for (int stage = 0; stage < plan.Stages; stage++)
        {
            int channels = plan.ChannelsOf(stage);
            _fromImage[stage] = new LayerSequence(
                $"from_image_{stage}", Convolution(design, design.Input.Channels, channels, kernel: 1, parameters));
            _blocks[stage] = new LayerSequence(
                $"block_{stage}", stage == 0 ? [] : Block(design, channels, plan.ChannelsOf(stage - 1), parameters));
            register_module($"from_image_{stage}", _fromImage[stage]);
            register_module($"block_{stage}", _blocks[stage]);
        }
        _smallest = Smallest(design, plan, parameters);
        register_module("smallest", _smallest);
    }

    /// <inheritdoc/>
    public override int FeatureCount => _smallest.FeatureCount;

    /// <inheritdoc/>
    public override IEnumerable<nn.Module> StageParts =>
        [.. _fromImage[Math.Max(0, _fade.Stage - 1)..(_fade.Stage + 1)], .. _blocks[..(_fade.Stage + 1)], _smallest];

    /// <inheritdoc/>
    public override void Enter(StagePosition position)
    {
        _fade = FadeIn.At(position);
        _view.Enter(position);
    }

    /// <inheritdoc/>
    protected override (Tensor Outputs, Tensor Features) ForwardWithFeatures(Tensor samples, Tensor? condition)
    {
        int first = _fade.Stage;
        var maps = _blocks[first].call(_fromImage[first].call(samples));
        if (_fade.IsFading)
            maps = _fade.Mix(_fromImage[first - 1].call(_half.call(samples)), maps);
        for (int stage = first - 1; stage >= 0; stage--)
            maps = _blocks[stage].call(maps);
        var evaluated = _smallest.Evaluate(maps, condition);
        return (evaluated.Outputs!.view(maps.shape[0], -1), evaluated.Features!);
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, OnnxValue samples, OnnxValue? condition)
    {
        int first = _fade.Stage;
        var images = _view.Export(graph, "stage", samples);
        var maps = _blocks[first].Export(
            graph, $"block_{first}", _fromImage[first].Export(graph, $"from_image_{first}", images));
        if (_fade.IsFading)
        {
            var half = _half.Export(graph, "fade/half", images);
            maps = _fade.Mix(graph, "fade", _fromImage[first - 1].Export(graph, $"from_image_{first - 1}", half), maps);
        }
        for (int stage = first - 1; stage >= 0; stage--)
            maps = _blocks[stage].Export(graph, $"block_{stage}", maps);
        return _smallest.Export(graph, maps, condition);
    }

    private static List<Layer> Block(DiscriminatorDesign design, int channels, int next, ParameterFactory parameters) =>
    [
        .. Convolution(design, channels, channels, kernel: 3, parameters),
        .. Convolution(design, channels, next, kernel: 3, parameters),
        new AveragePooling(),
    ];

    private static List<Layer> Convolution(
        DiscriminatorDesign design, int inputs, int outputs, int kernel, ParameterFactory parameters) =>
    [
        new EqualizedConvolution(inputs, outputs, kernel, stride: 1, kernel / 2, EqualizedWeight.RectifierGain,
            parameters, design.SpectralNorm),
        .. design.Activated(new LeakyRelu(), parameters),
    ];

    /// <summary>The paper's last block, where the batch's standard deviation and the condition come in.</summary>
    private static DiscriminatorNetwork Smallest(
        DiscriminatorDesign design, GrowthPlan plan, ParameterFactory parameters)
    {
        int channels = plan.ChannelsOf(0), size = plan.SmallestSize;
        bool isThere = design.MinibatchFeature == MinibatchFeature.StandardDeviation;
        var builder = new DiscriminatorBuilder(
            design with
            {
                Input = new(channels, size, size),
                MinibatchFeature = isThere ? MinibatchFeature.None : design.MinibatchFeature,
            },
            parameters,
            equalized: true);
        builder.Add(new MinibatchStandardDeviation());
        builder.AddConvolution(
            builder.Input.Channels + 1, channels, kernel: 3, stride: 1, padding: 1, batchNorm: false);
        builder.Flatten();
        builder.AddLinear(channels * size * size, channels, new LeakyRelu());
        return builder.Build(channels);
    }
}
