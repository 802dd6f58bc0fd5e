using Ml.Gan.Objectives;
using Ml.Gan.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>
/// D: samples (N, …), with conditions (N, c) where it has any, to raw scores, (N), or (N, K) for K outputs: logits of "real" for a
/// discriminator, values for a critic.
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

    /// <summary>Scores, (N, K), and the last hidden layer, (N, F), of samples as the present stage sees them.</summary>
    /// <param name="samples">Samples, (N, …).</param>
    /// <param name="condition">Conditions, (N, c); null where c is 0.</param>
    protected abstract (Tensor Scores, Tensor Features) Judge(Tensor samples, Tensor? condition);

    /// <summary>Writes the inference-time network.</summary>
    /// <param name="graph">The graph to write to.</param>
    /// <param name="samples">Samples at full size.</param>
    /// <param name="condition">Conditions, (N, c); null where c is 0.</param>
    /// <returns>Raw scores, (N, K).</returns>
    public abstract OnnxValue Export(OnnxGraph graph, OnnxValue samples, OnnxValue? condition);

    /// <inheritdoc/>
    public override Tensor forward(Tensor samples, Tensor? condition) => Flat(Judge(samples, condition).Scores);

    /// <summary>Scores a batch and keeps the features of the last hidden layer.</summary>
    public EvaluatedBatch Evaluate(Tensor samples, Tensor? condition = null)
    {
        var (scores, features) = Judge(samples, condition);
        return new EvaluatedBatch(samples, Flat(scores), features);
    }

    private static Tensor Flat(Tensor scores) => scores.shape[1] == 1 ? scores.view(-1) : scores;
}
