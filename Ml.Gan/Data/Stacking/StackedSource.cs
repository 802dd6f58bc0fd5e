namespace Ml.Gan.Data;

/// <summary>
/// Three random grey samples of a labelled source as the channels of one: with ten digits, 1000 classes, which show whether a generator
/// drops modes (stacked MNIST: Metz et al., "Unrolled Generative Adversarial Networks", 2017). Endless; sample i depends on the seed and i alone.
/// </summary>
public sealed class StackedSource : ILabelledSampleSource
{
    /// <summary>Samples that are stacked.</summary>
    public const int Height = 3;

    private readonly long _seed;

    /// <summary>Stacks samples of <paramref name="digits"/>, which this source owns from then on.</summary>
    /// <param name="digits">Labelled images of one channel, for example digits.</param>
    /// <param name="seed">Selects which are stacked together.</param>
    /// <exception cref="GanDataException">The samples carry no labels, or have several channels.</exception>
    public StackedSource(ILabelledSampleSource digits, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(digits);
        if (digits.ClassCount == 0)
            throw new GanDataException($"'{digits.Name}' carries no labels; only labelled images are stacked.");
        if (digits.Shape.Channels != 1)
            throw new GanDataException($"The samples of '{digits.Name}' have {digits.Shape.Channels} channels; grey ones are stacked.");
        (Digits, _seed) = (digits, seed);
        Shape = digits.Shape with { Channels = Height };
        ClassCount = digits.ClassCount * digits.ClassCount * digits.ClassCount;
    }

    /// <summary>What is stacked.</summary>
    public ILabelledSampleSource Digits { get; }

    /// <inheritdoc/>
    public string Name => $"stacked:{Digits.Name}";

    /// <inheritdoc/>
    public string? Licence => Digits.Licence;

    /// <inheritdoc/>
    public SampleShape Shape { get; }

    /// <summary>Null: endless.</summary>
    public long? Count => null;

    /// <summary>K³, where K is the number of classes that are stacked. A label is (a·K + b)·K + c for the classes a, b, c of the channels.</summary>
    public int ClassCount { get; }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<long> indices, Span<float> destination)
    {
        IndexCheck.Read(indices, destination.Length, this);
        Digits.Read(Stacked(indices), destination);
    }

    /// <inheritdoc/>
    public void ReadLabels(ReadOnlySpan<long> indices, Span<long> destination)
    {
        IndexCheck.ReadLabels(indices, destination.Length, this);
        long[] labels = new long[indices.Length * Height];
        Digits.ReadLabels(Stacked(indices), labels);
        for (int i = 0; i < indices.Length; i++)
            destination[i] = (labels[Height * i] * Digits.ClassCount + labels[Height * i + 1]) * Digits.ClassCount + labels[Height * i + 2];
    }

    /// <inheritdoc/>
    public void Dispose() => Digits.Dispose();

    /// <summary>Which samples make up the given ones: their channels lie one after the other, as whole grey samples do.</summary>
    private long[] Stacked(ReadOnlySpan<long> indices)
    {
        long[] stacked = new long[indices.Length * Height];
        for (int i = 0; i < stacked.Length; i++)
        {
            var random = new Xoshiro256(_seed, indices[i / Height] * Height + i % Height);
            stacked[i] = (long)random.Next((ulong)(Digits.Count ?? long.MaxValue));
        }
        return stacked;
    }
}
