using Ml.Gan.Models;
using Ml.Gan.Networks.Layers;
using Ml.Gan.Onnx;
using Ml.Gan.Training;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>A discriminator of its own for each stage. New, it is that of the last one.</summary>
internal sealed class StagedDiscriminator : DiscriminatorNetwork
{
    private readonly IReadOnlyList<DiscriminatorNetwork> _stages;
    private readonly IReadOnlyList<Layer> _views;
    private int _stage;

    /// <summary>Creates the network, which owns its parts from then on.</summary>
    /// <param name="stages">The discriminators.</param>
    /// <param name="views">What each is shown of samples at full size.</param>
    public StagedDiscriminator(IReadOnlyList<DiscriminatorNetwork> stages, IReadOnlyList<Layer> views)
    {
        (_stages, _views, _stage) = (stages, views, stages.Count - 1);
        for (int stage = 0; stage < stages.Count; stage++)
            register_module($"stage_{stage}", stages[stage]);
    }

    /// <summary>Refuses, in the name of a network, what takes one discriminator for the whole training.</summary>
    /// <exception cref="GanOptionException">There are codes.</exception>
    public static void Check(string network, LatentGanOptions options)
    {
        if (options.Codes is not null)
            throw new GanOptionException(nameof(options.Codes),
                $"Codes are recognised from the features of one discriminator, but a {network} network has another one in each stage. "
                + "Leave the codes out, or take the network dcgan or progressive.");
    }

    /// <inheritdoc/>
    public override int FeatureCount => _stages[_stage].FeatureCount;

    /// <inheritdoc/>
    public override IEnumerable<nn.Module> StageParts => [_stages[_stage]];

    /// <inheritdoc/>
    public override void Enter(StagePosition position) => _stage = position.Stage;

    /// <inheritdoc/>
    protected override (Tensor Scores, Tensor Features) Judge(Tensor samples, Tensor? condition)
    {
        var judged = _stages[_stage].Evaluate(samples, condition);
        return (judged.Scores!.view(judged.Features!.shape[0], -1), judged.Features);
    }

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, OnnxValue samples, OnnxValue? condition) =>
        _stages[_stage].Export(graph, _views[_stage].Export(graph, "stage", samples), condition);
}
