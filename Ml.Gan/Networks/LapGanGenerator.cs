using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// The generators of all levels. New, it is at the last level. In an earlier stage its samples are those of the levels
/// that have learned (<see cref="StagePosition.HasLearned"/>), enlarged bilinearly.
/// </summary>
internal sealed class LapGanGenerator : GeneratorNetwork
{
    private readonly LapGanLevels _levels;
    private readonly GeneratorNetwork _coarsest;
    private readonly DifferenceGenerator[] _differences;
    private readonly Layer[] _below;
    private readonly BilinearUpsampling _up = new();
    private readonly AveragePooling _means = new();
    private readonly NearestUpsampling _repeat = new();
    private int _stage;
    private int _drawn;

    public LapGanGenerator(GeneratorDesign design, LapGanLevels levels, int width, ParameterFactory parameters)
        : base(design)
    {
        int channels = design.Output.Channels;
        (_levels, _stage, _drawn) = (levels, levels.Count - 1, levels.Count - 1);
        _coarsest = CoarsestLevel.CreateGenerator(
            design with
            {
                Output = new(channels, levels.CoarsestSize, levels.CoarsestSize),
                LatentSize = levels.Latents(0, design.LatentSize).Length,
            },
            width, parameters);
        register_module("level_0", _coarsest);
        _below = [.. Enumerable.Range(0, levels.Count - 1).Select(levels.Down)];
        _differences = [.. Enumerable.Range(1, levels.Count - 1).Select(level => new DifferenceGenerator(
            channels, levels.SizeOf(level), levels.Latents(level, design.LatentSize).Length + design.ConditionSize,
            width, parameters))];
        for (int level = 1; level < levels.Count; level++)
            register_module($"level_{level}", _differences[level - 1]);
    }

    /// <inheritdoc/>
    public override IEnumerable<nn.Module> StageParts => [_stage == 0 ? _coarsest : _differences[_stage - 1]];

    /// <inheritdoc/>
    public override void Enter(StagePosition position) =>
        (_stage, _drawn) = (position.Stage, position.LastLearned);

    /// <inheritdoc/>
    public override Tensor forward(Tensor latents, Tensor? condition)
    {
        var images = _coarsest.call(Part(latents, 0), condition);
        for (int level = 1; level < _levels.Count; level++)
            images = level <= _drawn ? Draw(level, images, latents, condition) : _up.call(images);
        return images.clamp(-1, 1);
    }

    /// <inheritdoc/>
    public override Tensor GenerateStage(Tensor latents, Tensor? condition, Tensor real)
    {
        if (_stage == 0)
            return _coarsest.call(Part(latents, 0), condition);
        var below = _below[_stage - 1].call(real);
        var blurred = _up.call(below);
        return torch.cat([Draw(_stage, below, latents, condition) - blurred, blurred], 1);
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, OnnxValue latent, OnnxValue? condition)
    {
        var images = _coarsest.Export(graph, Part(graph, latent, 0), condition);
        for (int level = 1; level < _levels.Count; level++)
        {
            images = level <= _drawn
                ? Draw(graph, level, images, Join(graph, Part(graph, latent, level), condition))
                : _up.Export(graph, $"level_{level}/up", images);
        }
        return graph.Clip("image/clip", images, -1, 1);
    }

    /// <summary>
    /// A level's images from those below. A difference ends where it would leave the range of images, so that flat
    /// black and white are easily drawn, and the images' blocks keep the means below, as those of real images do:
    /// otherwise that alone would give them away.
    /// </summary>
    private Tensor Draw(int level, Tensor below, Tensor latents, Tensor? condition)
    {
        var blurred = _up.call(below);
        var difference = _differences[level - 1].call(blurred, Join(Part(latents, level), condition));
        var drawn = (blurred + difference).clamp(-1, 1);
        return drawn + _repeat.call(below - _means.call(drawn));
    }

    /// <summary>The same in a graph.</summary>
    private OnnxValue Draw(OnnxGraph graph, int level, OnnxValue below, OnnxValue numbers)
    {
        string prefix = $"level_{level}";
        var blurred = _up.Export(graph, $"{prefix}/up", below);
        var difference = _differences[level - 1].Export(graph, prefix, blurred, numbers);
        var drawn = graph.Clip($"{prefix}/drawn", graph.Add($"{prefix}/sum", blurred, difference), -1, 1);
        var lacking = graph.Sub($"{prefix}/lacking", below, _means.Export(graph, $"{prefix}/means", drawn));
        return graph.Add($"{prefix}/image", drawn, _repeat.Export(graph, $"{prefix}/repeat", lacking));
    }

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
