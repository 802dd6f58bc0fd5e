using Ml.Gan.Conditions;
using Ml.Gan.Data;
using Ml.Gan.Networks.Layers;
using Ml.Gan.Objectives;
using Ml.Gan.Training.Labels;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Conditions;

/// <summary>What the players of a training are told of the samples, by its options and data.</summary>
internal sealed class ConditionPlan
{
    /// <summary>Nothing but the samples.</summary>
    public static ConditionPlan None { get; } = new();

    /// <exception cref="GanDataException">The data don't carry the condition.</exception>
    public static ConditionPlan For(TrainingOptions options, ISampleSource data) => new()
    {
        Condition = options.Condition,
        ConditionSize = options.Condition?.SizeFor(data) ?? 0,
        Codes = options.Codes,
        Classes = options.Objective is IClassifyingObjective ? LabelledSamples.ClassesOf(data, options.Objective) : [],
    };

    public Condition? Condition { get; private init; }

    public LatentCodes? Codes { get; private init; }

    /// <summary>Names of the classes that D tells apart; none where it doesn't.</summary>
    public IReadOnlyList<string> Classes { get; private init; } = [];

    /// <summary>Numbers that D is told of a sample: none where it is to find out the class.</summary>
    public int DiscriminatorSize => Classes.Count > 0 ? 0 : ConditionSize;

    /// <summary>Numbers in the condition that comes with a sample; 0 for none.</summary>
    public int ConditionSize { get; private init; }

    /// <summary>Numbers that the generator gets besides the latents: the condition, then the codes.</summary>
    public int GeneratorSize => ConditionSize + (Codes?.Size ?? 0);

    /// <summary>What the generator gets besides the latents, (N, <see cref="GeneratorSize"/>); null for nothing.</summary>
    public static Tensor? ForGenerator(Tensor? condition, Tensor? codes) => (condition, codes) switch
    {
        (null, _) => codes,
        (_, null) => condition,
        _ => torch.cat([condition, codes], 1),
    };

    /// <summary>What D is told besides the samples, (N, <see cref="DiscriminatorSize"/>); null for nothing.</summary>
    public Tensor? ForDiscriminator(Tensor? condition) => Classes.Count > 0 ? null : condition;

    /// <summary>Conditions to sample with where none are asked for: the classes in turn, and codes that are drawn.</summary>
    public float[] Defaults(int count, int seed)
    {
        if (GeneratorSize == 0)
            return [];
        using var scope = NewDisposeScope();
        using var random = new Generator((ulong)SeedStream.Codes.Derive(seed));
        var labels = Condition is LabelCondition
            ? nn.functional.one_hot(torch.arange(count) % ConditionSize, ConditionSize).to_type(ScalarType.Float32)
            : null;
        return ForGenerator(labels, Codes?.Draw(count, random))!.ToFloats();
    }
}
