namespace Ml.Gan.Onnx;

/// <summary>What a discriminator's file says about it.</summary>
public sealed record DiscriminatorInfo
{
    /// <summary>The network's name, for example <c>dcgan</c>; empty when the file does not say.</summary>
    public required string Network { get; init; }

    /// <summary>The samples: <see cref="DiscriminatorNames.Image"/>, float [N, C, H, W], or <see cref="DiscriminatorNames.Sample"/>, float [N, D].</summary>
    public required TensorInfo Input { get; init; }

    /// <summary>All inputs: <see cref="Input"/>, and the condition where it takes one.</summary>
    public required IReadOnlyList<TensorInfo> Inputs { get; init; }

    /// <summary>What it has to be told of samples: their classes, a vector, or nothing.</summary>
    public required ConditionLayout Conditions { get; init; }

    /// <summary>Names of the classes that it tells apart, by label; empty where it doesn't classify.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>All texts in the file (<c>metadata_props</c>); keys in <see cref="GeneratorMetadata"/>.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Numbers in one sample.</summary>
    public int SampleLength => (int)Input.Shape.Skip(1).Aggregate(1L, (product, d) => product * d!.Value);
}
