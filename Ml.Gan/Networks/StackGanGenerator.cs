using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// Stage I, and stage II behind it. New, it is in stage II. Its samples are stage I's small images with repeated pixels
/// until stage II has learned (<see cref="StagePosition.HasLearned"/>).
/// </summary>
internal sealed class StackGanGenerator : GeneratorNetwork
{
    private readonly GeneratorNetwork _first;
    private readonly StackGanRefinement _second;
    private readonly IReadOnlyList<ConditioningAugmentation>? _augmentations;
    private readonly Layer _up;
    private bool _learnsFirst;
    private bool _drawsFirst;

    /// <summary>Creates the network, which owns its parts from then on.</summary>
    /// <param name="design">What the network is like.</param>
    /// <param name="first">Stage I, from latents and conditions as they are augmented.</param>
    /// <param name="second">Stage II, the same.</param>
    /// <param name="augmentations">Those of both stages; null for conditions as they are.</param>
    public StackGanGenerator(
        GeneratorDesign design, GeneratorNetwork first, StackGanRefinement second,
        IReadOnlyList<ConditioningAugmentation>? augmentations)
        : base(design)
    {
        int factor = design.Output.Height / first.Design.Output.Height;
        (_first, _second, _augmentations, _up) = (first, second, augmentations, Resizing.Up(factor));
        register_module("first", first);
        register_module("second", second);
        for (int stage = 0; stage < augmentations?.Count; stage++)
            register_module($"augmentation_{stage}", augmentations[stage]);
    }

    /// <inheritdoc/>
    public override IEnumerable<nn.Module> StageParts =>
        [_learnsFirst ? _first : _second, .. _augmentations is null ? [] : (nn.Module[])[Augmentation(_augmentations)]];

    /// <inheritdoc/>
    public override void Enter(StagePosition position) =>
        (_learnsFirst, _drawsFirst) = (position.Stage == 0, position.LastLearned == 0);

    /// <inheritdoc/>
    public override Tensor forward(Tensor latents, Tensor? condition)
    {
        var small = First(latents, condition);
        return _drawsFirst ? _up.call(small) : Second(small, latents, condition);
    }

    /// <inheritdoc/>
    public override Tensor GenerateStage(Tensor latents, Tensor? condition, Tensor real) =>
        _learnsFirst ? First(latents, condition) : Second(Frozen(latents, condition), latents, condition);

    /// <inheritdoc/>
    public override IEnumerable<(string Name, Tensor Value)> OwnLosses(Tensor latents, Tensor? condition, long step) =>
        _augmentations is null ? [] : [("kl", Augmentation(_augmentations).Divergence(condition!))];

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, OnnxValue latent, OnnxValue? condition)
    {
        var small = _first.Export(graph, latent, Augmented(0));
        return _drawsFirst ? _up.Export(graph, "enlarge", small) : _second.Export(graph, "second", small, Augmented(1));

        OnnxValue? Augmented(int stage) =>
            _augmentations?[stage].Export(graph, $"augmentation_{stage}", condition!, latent) ?? condition;
    }

    private ConditioningAugmentation Augmentation(IReadOnlyList<ConditioningAugmentation> ofBoth) =>
        ofBoth[_learnsFirst ? 0 : 1];

    private Tensor First(Tensor latents, Tensor? condition) =>
        _first.call(latents, Augmented(0, condition, latents));

    private Tensor Second(Tensor small, Tensor latents, Tensor? condition) =>
        _second.call(small, Augmented(1, condition, latents));

    private Tensor? Augmented(int stage, Tensor? condition, Tensor latents) =>
        _augmentations?[stage].call(condition!, latents) ?? condition;

    /// <summary>Stage I's images while stage II learns: its batch normalization learns no more either.</summary>
    private Tensor Frozen(Tensor latents, Tensor? condition)
    {
        using var frozen = no_grad();
        _first.eval();
        _augmentations?[0].eval();
        return First(latents, condition);
    }
}
