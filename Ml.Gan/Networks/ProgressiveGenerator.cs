using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// The generator that grows: a block for each stage, and for each stage a 1×1 convolution from its feature maps to an
/// image. New, it is full-grown. In an earlier stage its samples are that stage's images with repeated pixels.
/// </summary>
internal sealed class ProgressiveGenerator : GeneratorNetwork
{
    private readonly PixelNorm _pixelNorm = new();
    private readonly NearestUpsampling _double = new();
    private readonly Tanh _tanh = new();
    private readonly LayerSequence[] _blocks;
    private readonly EqualizedConvolution[] _toImage;
    private readonly Layer[] _enlarge;
    private FadeIn _fade;

    public ProgressiveGenerator(GeneratorDesign design, GrowthPlan plan, ParameterFactory parameters)
        : base(design)
    {
        _fade = FadeIn.After(plan);
        _enlarge = [.. Enumerable.Range(0, plan.Stages).Select(stage => Resizing.Up(1 << (plan.Last - stage)))];
        _blocks = new LayerSequence[plan.Stages];
        _toImage = new EqualizedConvolution[plan.Stages];
        for (int stage = 0; stage < plan.Stages; stage++)
        {
            _blocks[stage] = new LayerSequence(
                $"block_{stage}", stage == 0 ? FirstBlock(design, plan, parameters) : Block(plan, stage, parameters));
            _toImage[stage] = new EqualizedConvolution(
                plan.ChannelsOf(stage), design.Output.Channels, kernel: 1, stride: 1, padding: 0, gain: 1, parameters);
            register_module($"block_{stage}", _blocks[stage]);
            register_module($"to_image_{stage}", _toImage[stage]);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<nn.Module> StageParts =>
        [.. _blocks[..(_fade.Stage + 1)], .. _toImage[Math.Max(0, _fade.Stage - 1)..(_fade.Stage + 1)]];

    /// <inheritdoc/>
    public override void Enter(StagePosition position) => _fade = FadeIn.At(position);

    /// <inheritdoc/>
    public override Tensor forward(Tensor latents, Tensor? condition) =>
        _enlarge[_fade.Stage].call(GenerateStage(latents, condition));

    /// <inheritdoc/>
    public override Tensor GenerateStage(Tensor latents, Tensor? condition, Tensor real) =>
        GenerateStage(latents, condition);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, OnnxValue latent, OnnxValue? condition)
    {
        int last = _fade.Stage;
        var maps = Join(graph, _pixelNorm.Export(graph, "normalise", latent), condition);
        var before = maps;
        for (int stage = 0; stage <= last; stage++)
            (before, maps) = (maps, _blocks[stage].Export(graph, $"block_{stage}", maps));
        var images = _toImage[last].Export(graph, $"to_image_{last}", maps);
        if (_fade.IsFading)
        {
            var old = _toImage[last - 1].Export(graph, $"to_image_{last - 1}", before);
            images = _fade.Mix(graph, "fade", _double.Export(graph, "fade/double", old), images);
        }
        return _enlarge[last].Export(graph, "enlarge", _tanh.Export(graph, "tanh", images));
    }

    private Tensor GenerateStage(Tensor latents, Tensor? condition)
    {
        int last = _fade.Stage;
        var maps = Join(_pixelNorm.call(latents), condition);
        var before = maps;
        for (int stage = 0; stage <= last; stage++)
            (before, maps) = (maps, _blocks[stage].call(maps));
        var images = _toImage[last].call(maps);
        if (_fade.IsFading)
            images = _fade.Mix(_double.call(_toImage[last - 1].call(before)), images);
        return _tanh.call(images);
    }

    private static List<Layer> FirstBlock(GeneratorDesign design, GrowthPlan plan, ParameterFactory parameters)
    {
        int channels = plan.ChannelsOf(0), size = plan.SmallestSize;
        return
        [
            new EqualizedLinear(
                design.InputSize, channels * size * size, EqualizedWeight.RectifierGain / 4, parameters),
            new Unflatten(channels, size, size),
            new LeakyRelu(),
            new PixelNorm(),
            .. Convolution(channels, channels, parameters),
        ];
    }

    private static List<Layer> Block(GrowthPlan plan, int stage, ParameterFactory parameters)
    {
        int channels = plan.ChannelsOf(stage);
        return [new NearestUpsampling(), .. Convolution(plan.ChannelsOf(stage - 1), channels, parameters),
            .. Convolution(channels, channels, parameters)];
    }

    private static Layer[] Convolution(int inputs, int outputs, ParameterFactory parameters) =>
    [
        new EqualizedConvolution(
            inputs, outputs, kernel: 3, stride: 1, padding: 1, EqualizedWeight.RectifierGain, parameters),
        new LeakyRelu(),
        new PixelNorm(),
    ];
}
