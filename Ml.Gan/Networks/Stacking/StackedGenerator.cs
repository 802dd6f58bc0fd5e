using Ml.Gan.Networks.Layers;
using Ml.Gan.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Networks.Stacking;

/// <summary>Stage I, and stage II behind it. New, it is in stage II. In stage I its samples are the small images with repeated pixels.</summary>
internal sealed class StackedGenerator : GeneratorNetwork
{
    private readonly GeneratorNetwork _first;
    private readonly Refinement _second;
    private readonly Layer _down;
    private readonly Layer _up;
    private bool _isFirst;

    /// <summary>Creates the network, which owns its parts from then on.</summary>
    public StackedGenerator(GeneratorDesign design, GeneratorNetwork first, Refinement second)
        : base(design)
    {
        int factor = design.Output.Height / first.Design.Output.Height;
        (_first, _second, _down, _up) = (first, second, Resizing.Down(factor), Resizing.Up(factor));
        register_module("first", first);
        register_module("second", second);
    }

    /// <inheritdoc/>
    public override IEnumerable<nn.Module> StageParts => [_isFirst ? _first : _second];

    /// <inheritdoc/>
    public override void Enter(StagePosition position) => _isFirst = position.Stage == 0;

    /// <inheritdoc/>
    public override Tensor forward(Tensor latents, Tensor? condition)
    {
        var small = _first.call(latents, condition);
        return _isFirst ? _up.call(small) : _second.Apply(small, condition);
    }

    /// <inheritdoc/>
    public override Tensor GenerateStage(Tensor latents, Tensor? condition, Tensor real) =>
        _isFirst ? _first.call(latents, condition) : _second.Apply(Frozen(latents, condition), condition);

    /// <inheritdoc/>
    public override Tensor RealStage(Tensor real) => _isFirst ? _down.call(real) : real;

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, OnnxValue latent, OnnxValue? condition)
    {
        var small = _first.Export(graph, latent, condition);
        return _isFirst ? _up.Export(graph, "enlarge", small) : _second.Export(graph, "second", small, condition);
    }

    /// <summary>Stage I's images while stage II learns: its batch normalisation learns no more either.</summary>
    private Tensor Frozen(Tensor latents, Tensor? condition)
    {
        using var frozen = no_grad();
        _first.eval();
        return _first.call(latents, condition);
    }
}
