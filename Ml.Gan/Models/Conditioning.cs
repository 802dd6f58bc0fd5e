using Ml.Gan.Data;
using Ml.Gan.Models.Labels;
using Ml.Gan.Objectives;
using Ml.Gan.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Models;

/// <summary>
/// Conditioning of a training: what generator and discriminator are told of the samples, by its options and data.
/// </summary>
internal sealed class Conditioning
{
    /// <summary>Nothing but the samples.</summary>
    public static Conditioning None { get; } = new();

    private ISampleSource? _vectors;

    /// <exception cref="GanDataException">The data don't carry the condition.</exception>
    public static Conditioning For(LatentGanOptions options, ISampleSource data)
    {
        int size = options.Condition?.SizeFor(data) ?? 0;
        bool labels = options.Condition is LabelCondition, vectors = options.Condition is VectorCondition;
        if (labels && options.Objective is not IClassifyingObjective { NeedsEveryLabel: false })
            LabeledSamples.RequireAll(data);
        string[] names = labels ? [.. data.Labels!.ClassNames] : [];
        var classes = options.Objective is IClassifyingObjective
            ? LabeledSamples.ClassesOf(data, options.Objective)
            : [];
        return new Conditioning
        {
            Condition = options.Condition,
            Codes = options.Codes,
            Classes = classes,
            Layout = new ConditionLayout(names, vectors ? size : 0, options.Codes?.Layout),
            DiscriminatorLayout = classes.Count > 0
                ? ConditionLayout.None
                : new ConditionLayout(names, vectors ? size : 0, codes: null),
            _vectors = vectors ? data : null,
        };
    }

    public Condition? Condition { get; private init; }

    public LatentCodes? Codes { get; private init; }

    /// <summary>Names of the classes that D tells apart; none where it doesn't.</summary>
    public IReadOnlyList<string> Classes { get; private init; } = [];

    /// <summary>Numbers that D is told of a sample: none where it is to find out the class.</summary>
    public int DiscriminatorSize => DiscriminatorLayout.RowSize;

    /// <summary>Numbers in the condition that comes with a sample; 0 for none.</summary>
    public int ConditionSize => Layout.ClassCount + Layout.VectorSize;

    /// <summary>Numbers that the generator gets besides the latents: the condition, then the codes.</summary>
    public int GeneratorSize => Layout.RowSize;

    /// <summary>Mean of ‖v‖² of vectors of so many numbers, uniform in [-1, 1].</summary>
    public static double MeanSquareOf(int numbers) => numbers / 3.0;

    /// <summary>Mean of ‖condition‖² of a sample, for vectors in [-1, 1]; 1 for none.</summary>
    public double MeanSquare => Layout.VectorSize > 0 ? MeanSquareOf(Layout.VectorSize) : 1;

    /// <summary>The same of what the generator gets: with the codes.</summary>
    public double GeneratorMeanSquare => Codes is { } codes
        ? (ConditionSize > 0 ? MeanSquare : 0) + codes.Categorical.Count + MeanSquareOf(codes.Continuous)
        : MeanSquare;

    /// <summary>
    /// What the generator gets besides the latents, (N, <see cref="GeneratorSize"/>); null for nothing.
    /// </summary>
    public static Tensor? ForGenerator(Tensor? condition, Tensor? codes) => (condition, codes) switch
    {
        (null, _) => codes,
        (_, null) => condition,
        _ => torch.cat([condition, codes], 1),
    };

    /// <summary>What D is told besides the samples, (N, <see cref="DiscriminatorSize"/>); null for nothing.</summary>
    public Tensor? ForDiscriminator(Tensor? condition) => DiscriminatorSize == 0 ? null : condition;

    /// <summary>What the generator can be asked for.</summary>
    public ConditionLayout Layout { get; private init; } = ConditionLayout.None;

    /// <summary>What D is told of samples, as far as it is told.</summary>
    public ConditionLayout DiscriminatorLayout { get; private init; } = ConditionLayout.None;

    /// <summary>What a generator is asked for where nothing is said: for vectors, those of the first samples.</summary>
    public GeneratorConditions Complete(GeneratorConditions? asked, int count)
    {
        asked ??= new GeneratorConditions();
        return _vectors is null || asked.Vectors is not null
            ? asked
            : asked with { Vectors = FirstVectors(_vectors, count) };
    }

    private static float[][] FirstVectors(ISampleSource data, int count)
    {
        long[] indices = [.. Enumerable.Range(0, count).Select(i => data.Count is { } all ? i % all : i)];
        return data.Conditions!.Read(indices);
    }
}
