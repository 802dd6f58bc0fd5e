using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>Position of a training in its stages, for networks that are trained stage by stage.</summary>
/// <param name="Stage">The stage, from 0.</param>
/// <param name="Progress">The part of the stage that is done, in [0, 1]; 1 after its last step.</param>
public readonly record struct StagePosition(int Stage, double Progress)
{
    /// <summary>
    /// Whether the stage has gone on for long enough that networks that begin in it, as noise, draw better than those
    /// of the stage before. Default true.
    /// </summary>
    public bool HasLearned { get; init; } = true;

    /// <summary>The last stage that has learned: the present one or the one before.</summary>
    public int LastLearned => HasLearned ? Stage : Math.Max(0, Stage - 1);
}

/// <summary>
/// View of real samples, (N, …) at full size, that the present stage's discriminator is shown. New, it is that of the
/// last stage. The samples themselves for networks that are trained as a whole.
/// </summary>
public class StageView
{
    /// <summary>Moves to a stage of the training and a place in it.</summary>
    public virtual void Enter(StagePosition position)
    {
    }

    /// <summary>Samples as the discriminator is shown them. Default as they are.</summary>
    /// <param name="samples">Samples at full size, or packs of them along the channels.</param>
    public virtual Tensor Of(Tensor samples) => samples;

    /// <summary>Writes what <see cref="Of"/> computes.</summary>
    /// <param name="graph">The graph to write to.</param>
    /// <param name="prefix">Unique prefix for the names of nodes and constants.</param>
    /// <param name="samples">Samples at full size, or packs of them along the channels.</param>
    public virtual OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue samples) => samples;
}

/// <summary>View by a layer of its own in each stage.</summary>
internal sealed class LayerView(IReadOnlyList<Layer> stages) : StageView
{
    private Layer _layer = stages[^1];

    /// <inheritdoc/>
    public override void Enter(StagePosition position) => _layer = stages[position.Stage];

    /// <inheritdoc/>
    public override Tensor Of(Tensor samples) => _layer.call(samples);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, string prefix, OnnxValue samples) =>
        _layer.Export(graph, prefix, samples);
}

/// <summary>A discriminator of its own for each stage. New, it is that of the last one.</summary>
internal sealed class StagedDiscriminator : DiscriminatorNetwork
{
    private readonly IReadOnlyList<DiscriminatorNetwork> _stages;
    private readonly StageView _view;
    private int _stage;

    /// <summary>Creates the network, which owns its parts from then on.</summary>
    /// <param name="stages">The discriminators.</param>
    /// <param name="view">What each is shown of samples at full size; its own.</param>
    public StagedDiscriminator(IReadOnlyList<DiscriminatorNetwork> stages, StageView view)
    {
        (_stages, _view, _stage) = (stages, view, stages.Count - 1);
        for (int stage = 0; stage < stages.Count; stage++)
            register_module($"stage_{stage}", stages[stage]);
    }

    /// <summary>Refuses, in the name of a network, what takes one discriminator for the whole training.</summary>
    /// <exception cref="GanOptionException">Features have to be the same in all stages.</exception>
    public static void Check(string network, DiscriminatorDesign design)
    {
        if (design.SameFeaturesInAllStages)
            throw new GanOptionException("Codes",
                $"Codes are recognized from the features of one discriminator, but a {network} network has another "
                + "one in each stage. Leave the codes out, or take the network dcgan or progressive-gan.");
    }

    /// <inheritdoc/>
    public override int FeatureCount => _stages[_stage].FeatureCount;

    /// <inheritdoc/>
    public override IEnumerable<nn.Module> StageParts => [_stages[_stage]];

    /// <inheritdoc/>
    public override void Enter(StagePosition position)
    {
        _stage = position.Stage;
        _view.Enter(position);
    }

    /// <inheritdoc/>
    protected override (Tensor Outputs, Tensor Features) ForwardWithFeatures(Tensor samples, Tensor? condition)
    {
        var evaluated = _stages[_stage].Evaluate(samples, condition);
        return (evaluated.Outputs!.view(evaluated.Features!.shape[0], -1), evaluated.Features);
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, OnnxValue samples, OnnxValue? condition) =>
        _stages[_stage].Export(graph, _view.Export(graph, "stage", samples), condition);
}
