
namespace Ml.Gan.Data;

/// <summary>
/// Stacked MNIST: three random gray samples of a labeled source as the channels of one. With ten digits there are 1000
/// classes, which show whether a generator drops modes (Metz et al., "Unrolled Generative Adversarial Networks", 2017).
/// Endless; sample i depends on the seed and i alone.
/// </summary>
public sealed class StackedDigits : ISampleSource
{
    /// <summary>Channels of a sample, each a sample of what is stacked: 3.</summary>
    public const int Channels = 3;

    private readonly long _seed;

    /// <summary>Stacks samples of <paramref name="digits"/>, which this source owns from then on.</summary>
    /// <param name="digits">Labeled images of one channel, for example digits.</param>
    /// <param name="seed">Selects which are stacked together.</param>
    /// <exception cref="GanDataException">The samples carry no labels, or have several channels.</exception>
    public StackedDigits(ISampleSource digits, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(digits);
        var labels = digits.Labels
            ?? throw new GanDataException(
                $"{MissingLabels.Of(digits)}. Only labeled images are stacked, as {SampleSource.LabeledKinds}.");
        if (digits.Shape.Channels != 1)
            throw new GanDataException(
                $"The samples of '{digits.Name}' have {digits.Shape.Channels} channels; gray ones are stacked.");
        (Digits, _seed) = (digits, seed);
        Shape = digits.Shape with { Channels = Channels };
        int k = labels.ClassCount;
        Labels = new SampleLabels(this, NamesOf(labels.ClassNames), (indices, destination) =>
        {
            long[] channels = labels.Read(Stacked(indices));
            for (int i = 0; i < indices.Length; i++)
            {
                ReadOnlySpan<long> own = channels.AsSpan(Channels * i, Channels);
                destination[i] = (own[0] * k + own[1]) * k + own[2];
            }
        });
    }

    /// <summary>What is stacked.</summary>
    public ISampleSource Digits { get; }

    /// <inheritdoc/>
    public string Name => $"stacked:{Digits.Name}";

    /// <inheritdoc/>
    public string? License => Digits.License;

    /// <inheritdoc/>
    public string? Background => Digits.Background;

    /// <inheritdoc/>
    public SampleShape Shape { get; }

    /// <summary>Null: endless.</summary>
    public long? Count => null;

    /// <summary>
    /// Labels of K³ classes, where K is the number of classes that are stacked: (a·K + b)·K + c for the classes a, b, c
    /// of the channels. Their names are these numbers where the classes that are stacked are called 0 to K - 1, else
    /// the three names, as "cat-dog-cat", unless two would be the same.
    /// </summary>
    public SampleLabels Labels { get; }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<long> indices, Span<float> destination)
    {
        IndexCheck.Read(indices, destination.Length, this);
        Digits.Read(Stacked(indices), destination);
    }

    /// <inheritdoc/>
    public void Dispose() => Digits.Dispose();

    private static string[] NamesOf(IReadOnlyList<string> digits)
    {
        string[] numbers = SampleLabels.Numbers(digits.Count);
        string[] joined = [.. from a in digits from b in digits from c in digits select $"{a}-{b}-{c}"];
        return digits.SequenceEqual(numbers) || joined.Distinct().Count() < joined.Length
            ? SampleLabels.Numbers(joined.Length)
            : joined;
    }

    /// <summary>
    /// Which samples make up the given ones: their channels lie one after the other, as whole gray samples do.
    /// </summary>
    private long[] Stacked(ReadOnlySpan<long> indices)
    {
        long[] stacked = new long[indices.Length * Channels];
        for (int i = 0; i < stacked.Length; i++)
        {
            var random = new Xoshiro256(_seed, indices[i / Channels] * Channels + i % Channels);
            stacked[i] = (long)random.Next((ulong)(Digits.Count ?? long.MaxValue));
        }
        return stacked;
    }
}

/// <summary>Loader of <see cref="StackedDigits"/>.</summary>
[CatalogEntry("three random gray images of labeled data as the channels of one", "Metz et al., 2017")]
internal sealed class StackedDigitsLoader : SampleLoader
{
    private const string Prefix = "stacked:";

    public override string Name => $"{Prefix}DATA";

    public override bool GivesLabels => true;

    public override LoaderMatch Match(string data) =>
        data.StartsWith(Prefix, StringComparison.Ordinal) ? LoaderMatch.Certain : LoaderMatch.None;

    public override ISampleSource Open(string data, SampleSourceOptions options, CancellationToken cancellationToken)
    {
        if (options.Channels is not (null or StackedDigits.Channels))
            throw new GanDataException($"{data} has {StackedDigits.Channels} channels, not {options.Channels}.");
        var digits = SampleSource.Open(data[Prefix.Length..], options with { Channels = 1 }, cancellationToken);
        try
        {
            return new StackedDigits(digits, options.Seed);
        }
        catch
        {
            digits.Dispose();
            throw;
        }
    }
}
