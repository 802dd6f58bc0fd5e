using Ml.Gan.Data;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Networks;

/// <summary>Design of a generator, whatever its architecture.</summary>
/// <param name="Output">Shape of one generated sample.</param>
/// <param name="LatentSize">Length z of a latent vector.</param>
/// <param name="ConditionSize">
/// Numbers c in the condition of a sample: the classes of a one-hot label, the length of a vector, codes; 0 for none.
/// Default 0.
/// </param>
public sealed record GeneratorDesign(SampleShape Output, int LatentSize, int ConditionSize = 0)
{
    /// <summary>Numbers that a sample is made from: z + c.</summary>
    public int InputSize => LatentSize + ConditionSize;

    /// <summary>Mean of ‖condition‖², above 0. Default 1, as of a one-hot label.</summary>
    public double ConditionMeanSquare { get; init; } = 1;

    /// <summary>
    /// Whether conditions are vectors of any numbers, of which near ones mean much the same, rather than one-hot
    /// labels. Default false.
    /// </summary>
    public bool ConditionIsVector { get; init; }
}

/// <summary>
/// Generator G: latent vectors (N, z), with conditions (N, c) where it has any, to samples, images (N, C, H, W) in [-1,
/// 1] or vectors (N, D).
/// </summary>
/// <remarks>
/// A generator that is trained stage by stage makes whole samples in every stage, and says besides what the present
/// stage's discriminator is shown of them; of real samples that is a <see cref="StageView"/>. The members for stages
/// have defaults for one that is trained as a whole.
/// </remarks>
public abstract class GeneratorNetwork : nn.Module<Tensor, Tensor?, Tensor>
{
    /// <summary>Creates the network.</summary>
    protected GeneratorNetwork(GeneratorDesign design)
        : base("generator") => Design = design;

    /// <summary>Design that the network was made by.</summary>
    public GeneratorDesign Design { get; }

    /// <summary>Moves to a stage of the training and a place in it.</summary>
    public virtual void Enter(StagePosition position)
    {
    }

    /// <summary>The parts that learn in the present stage. Default the whole network.</summary>
    public virtual IEnumerable<nn.Module> StageParts => [this];

    /// <summary>The weights that learn in the present stage.</summary>
    public IEnumerable<Parameter> StageParameters => StageParts.SelectMany(part => part.parameters());

    /// <summary>
    /// View of generated samples that the present stage's discriminator is shown. Default the samples.
    /// </summary>
    /// <param name="latents">Latent vectors, (N, z).</param>
    /// <param name="condition">Conditions, (N, c); null where c is 0.</param>
    /// <param name="real">As many real samples at full size, for a stage that starts from them.</param>
    public virtual Tensor GenerateStage(Tensor latents, Tensor? condition, Tensor real) => call(latents, condition);

    /// <summary>
    /// Loss of a stage in which the network learns something else than the objective, in the objective's place, a
    /// scalar. Default null: the objective's.
    /// </summary>
    /// <param name="generated">What <see cref="GenerateStage"/> made.</param>
    /// <param name="real">The real samples at full size that it was given.</param>
    public virtual Tensor? StageLoss(Tensor generated, Tensor real) => null;

    /// <summary>Terms of its own that the network adds to the generator's loss, weighted. Default none.</summary>
    /// <param name="latents">Latent vectors of the step, (N, z).</param>
    /// <param name="condition">Their conditions, (N, c); null where c is 0.</param>
    /// <param name="step">Number of the training step, from 0.</param>
    /// <returns>Scalars that are differentiable in the network's weights, by the names of their metrics.</returns>
    public virtual IEnumerable<(string Name, Tensor Value)> OwnLosses(Tensor latents, Tensor? condition, long step) =>
        [];

    /// <summary>Writes the inference-time network.</summary>
    /// <param name="graph">The graph to write to.</param>
    /// <param name="latent">Latent vectors, (N, z).</param>
    /// <param name="condition">Conditions, (N, c); null where c is 0.</param>
    /// <returns>The samples at full size.</returns>
    public abstract OnnxValue Export(OnnxGraph graph, OnnxValue latent, OnnxValue? condition);

    /// <summary>Latents and conditions in one row each, (N, z + c).</summary>
    protected static Tensor Join(Tensor latents, Tensor? condition) =>
        condition is null ? latents : torch.cat([latents, condition], 1);

    /// <summary>The same in a graph.</summary>
    protected static OnnxValue Join(OnnxGraph graph, OnnxValue latent, OnnxValue? condition) =>
        condition is null ? latent : graph.Concat("generator/input", [latent, condition]);
}

/// <summary>
/// Generator of layers one after the other. The first gets latents and conditions joined, (N, z + c); layers that are
/// conditional themselves get the condition once more.
/// </summary>
public sealed class SequentialGenerator : GeneratorNetwork
{
    private readonly LayerSequence _layers;

    /// <summary>Creates the network, which owns its layers from then on.</summary>
    public SequentialGenerator(GeneratorDesign design, IReadOnlyList<Layer> layers)
        : base(design)
    {
        _layers = new LayerSequence("layers", layers);
        register_module("layers", _layers);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor latents, Tensor? condition) =>
        _layers.call(Join(latents, condition), condition);

    /// <inheritdoc/>
    public override OnnxValue Export(OnnxGraph graph, OnnxValue latent, OnnxValue? condition) =>
        _layers.Export(graph, GetName(), Join(graph, latent, condition), condition);
}
