using Ml.Gan.Networks.Layers;
using Ml.Gan.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Pyramids;

/// <summary>
/// The generators of all levels. New, it is at the last level. In an earlier stage its samples are those of the levels that have begun to learn,
/// enlarged bilinearly.
/// </summary>
internal sealed class PyramidGenerator : GeneratorNetwork
{
    private readonly PyramidLevels _levels;
    private readonly GeneratorNetwork _coarsest;
    private readonly DifferenceGenerator[] _differences;
    private readonly Layer[] _views;
    private readonly BilinearUpsampling _up = new();
    private int _stage;

    public PyramidGenerator(GeneratorDesign design, PyramidLevels levels, int width, ParameterFactory parameters)
        : base(design)
    {
        int channels = design.Output.Channels;
        (_levels, _views, _stage) = (levels, levels.Views(channels), levels.Count - 1);
        _coarsest = new Mlp().CreateGenerator(
            design with { Output = new(channels, levels.CoarsestSize, levels.CoarsestSize), LatentSize = levels.Latents(0, design.LatentSize).Length },
            parameters);
        register_module("level_0", _coarsest);
        _differences = [.. Enumerable.Range(1, levels.Count - 1).Select(level => new DifferenceGenerator(
            channels, levels.SizeOf(level), levels.Latents(level, design.LatentSize).Length + design.ConditionSize, width, parameters))];
        for (int level = 1; level < levels.Count; level++)
            register_module($"level_{level}", _differences[level - 1]);
    }

    /// <inheritdoc/>
    public override IEnumerable<nn.Module> StageParts => [_stage == 0 ? _coarsest : _differences[_stage - 1]];

    /// <inheritdoc/>
    public override void Enter(StagePosition position) => _stage = position.Stage;

    /// <inheritdoc/>
    public override Tensor forward(Tensor latents, Tensor? condition)
    {
        var images = _coarsest.call(Part(latents, 0), condition);
        for (int level = 1; level < _levels.Count; level++)
        {
            images = _up.call(images);
            if (level <= _stage)
                images = Sharpen(level, images, latents, condition);
        }
        return images;
    }

    /// <inheritdoc/>
    public override Tensor GenerateStage(Tensor latents, Tensor? condition, Tensor real)
    {
        if (_stage == 0)
            return _coarsest.call(Part(latents, 0), condition);
        var pair = RealStage(real);
        var blurred = pair.narrow(1, pair.shape[1] / 2, pair.shape[1] / 2);
        return torch.cat([Sharpen(_stage, blurred, latents, condition) - blurred, blurred], 1);
    }

    /// <inheritdoc/>
    public override Tensor RealStage(Tensor real) => _views[_stage].call(real);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, OnnxValue latent, OnnxValue? condition)
    {
        var images = _coarsest.Export(graph, Part(graph, latent, 0), condition);
        for (int level = 1; level < _levels.Count; level++)
        {
            images = _up.Export(graph, $"level_{level}/up", images);
            if (level > _stage)
                continue;
            var numbers = Join(graph, Part(graph, latent, level), condition);
            var difference = _differences[level - 1].Export(graph, $"level_{level}", images, numbers);
            images = graph.Clip($"level_{level}/image", graph.Add($"level_{level}/sum", images, difference), -1, 1);
        }
        return images;
    }

    /// <summary>A level's images, in [-1, 1]: a difference that would leave the range ends at it, so that flat black and white are easily drawn.</summary>
    private Tensor Sharpen(int level, Tensor blurred, Tensor latents, Tensor? condition) =>
        (blurred + _differences[level - 1].call(blurred, Join(Part(latents, level), condition))).clamp(-1, 1);

    private Tensor Part(Tensor latents, int level)
    {
        var (start, length) = _levels.Latents(level, Design.LatentSize);
        return latents.narrow(1, start, length);
    }

    private OnnxValue Part(OnnxGraph graph, OnnxValue latent, int level)
    {
        var (start, length) = _levels.Latents(level, Design.LatentSize);
        return graph.Narrow($"level_{level}/latent", latent, axis: 1, start, length);
    }
}
