namespace Ml.Gan.Data;

/// <summary>
/// Vectors from a mixture of normal distributions, the test bed for mode collapse. Endless and labelled: the label is the
/// component that a sample was drawn from. Sample i depends on the seed and i alone.
/// </summary>
public sealed class NormalMixture : ILabelledSampleSource
{
    private readonly long _seed;
    private readonly double[] _upTo;

    /// <summary>A mixture of normal distributions.</summary>
    /// <param name="name">Short name for messages and metadata.</param>
    /// <param name="components">At least one, all of the same dimension.</param>
    /// <param name="seed">Selects the samples. Default 1.</param>
    /// <exception cref="GanDataException">There is no component, or one doesn't fit.</exception>
    public NormalMixture(string name, IReadOnlyList<NormalComponent> components, long seed = 1)
    {
        Check(components);
        (Name, Components, _seed) = (name, components, seed);
        Shape = SampleShape.Vector(components[0].Mean.Count);
        double total = components.Sum(component => component.Weight), sum = 0;
        _upTo = [.. components.Select(component => sum += component.Weight / total)];
    }

    /// <summary>A one-dimensional normal distribution.</summary>
    public static NormalMixture Normal(double mean, double standardDeviation, long seed = 1) =>
        new("normal", [new([mean], standardDeviation)], seed);

    /// <summary>Eight modes on a circle of radius 1 with standard deviation 0.01 (PacGAN: Lin et al., 2018).</summary>
    public static NormalMixture Ring8(long seed = 1) => new(
        "ring-8",
        [.. from mode in Enumerable.Range(0, 8)
            let angle = 2 * Math.PI * mode / 8
            select new NormalComponent([Math.Cos(angle), Math.Sin(angle)], 0.01)],
        seed);

    /// <summary>Twenty-five modes at {−4, −2, 0, 2, 4}² with standard deviation 0.05 (PacGAN: Lin et al., 2018).</summary>
    public static NormalMixture Grid25(long seed = 1) => new(
        "grid-25",
        [.. from row in Enumerable.Range(0, 5)
            from column in Enumerable.Range(0, 5)
            select new NormalComponent([(column - 2) * 2, (row - 2) * 2], 0.05)],
        seed);

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Null: drawn, not collected.</summary>
    public string? Licence => null;

    /// <inheritdoc/>
    public SampleShape Shape { get; }

    /// <summary>Null: endless.</summary>
    public long? Count => null;

    /// <summary>Number of components.</summary>
    public int ClassCount => Components.Count;

    /// <summary>The distributions.</summary>
    public IReadOnlyList<NormalComponent> Components { get; }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<long> indices, Span<float> destination)
    {
        IndexCheck.Read(indices, destination.Length, this);
        for (int i = 0; i < indices.Length; i++)
            Draw(indices[i], destination.Slice(i * Shape.Length, Shape.Length));
    }

    /// <inheritdoc/>
    public void ReadLabels(ReadOnlySpan<long> indices, Span<long> destination)
    {
        IndexCheck.ReadLabels(indices, destination.Length, this);
        for (int i = 0; i < indices.Length; i++)
        {
            var random = new Xoshiro256(_seed, indices[i]);
            destination[i] = NextComponent(ref random);
        }
    }

    /// <summary>Nothing to release.</summary>
    public void Dispose() { }

    private void Draw(long index, Span<float> sample)
    {
        var random = new Xoshiro256(_seed, index);
        var component = Components[NextComponent(ref random)];
        for (int d = 0; d < sample.Length; d += 2)
        {
            var (first, second) = NextNormals(ref random);
            sample[d] = (float)(component.Mean[d] + component.StandardDeviation * first);
            if (d + 1 < sample.Length)
                sample[d + 1] = (float)(component.Mean[d + 1] + component.StandardDeviation * second);
        }
    }

    private int NextComponent(ref Xoshiro256 random)
    {
        double uniform = NextUniform(ref random);
        int component = 0;
        while (component < _upTo.Length - 1 && uniform > _upTo[component])
            component++;
        return component;
    }

    /// <summary>Two independent standard normal numbers (Box and Muller, 1958).</summary>
    private static (double First, double Second) NextNormals(ref Xoshiro256 random)
    {
        double radius = Math.Sqrt(-2 * Math.Log(NextUniform(ref random)));
        double angle = 2 * Math.PI * NextUniform(ref random);
        return (radius * Math.Cos(angle), radius * Math.Sin(angle));
    }

    /// <summary>Uniform in (0, 1].</summary>
    private static double NextUniform(ref Xoshiro256 random) => ((random.Next() >> 11) + 1) * (1.0 / (1L << 53));

    private static void Check(IReadOnlyList<NormalComponent> components)
    {
        if (components.Count == 0)
            throw new GanDataException("A mixture of normal distributions needs at least one component; there is none.");
        int dimensions = components[0].Mean.Count;
        for (int i = 0; i < components.Count; i++)
        {
            var component = components[i];
            if (dimensions == 0 || component.Mean.Count != dimensions)
                throw new GanDataException(
                    $"The mean of component {i} of a mixture has {component.Mean.Count} numbers; all components need the same number, at least 1.");
            if (!component.Mean.All(double.IsFinite) || component.StandardDeviation is not (>= 0 and < double.PositiveInfinity))
                throw new GanDataException(
                    $"Component {i} of a mixture has the mean ({string.Join(", ", component.Mean)}) and the standard deviation " +
                    $"{component.StandardDeviation}; they must be finite, and the latter at least 0.");
            if (component.Weight is not (> 0 and < double.PositiveInfinity))
                throw new GanDataException($"The weight of component {i} of a mixture is {component.Weight}; it must be above 0.");
        }
    }
}
