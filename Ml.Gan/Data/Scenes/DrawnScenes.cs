namespace Ml.Gan.Data.Scenes;

/// <summary>
/// The built-in data set <c>builtin:scenes</c>: one or two colored shapes, one above, below, left or right of the
/// other. Endless; image i and its captions depend on the seed and i alone.
/// </summary>
internal sealed class DrawnScenes : ISampleSource
{
    private const int LeastSize = 16;
    private const int WordingStream = 1 << 20;

    private static readonly string[] s_kinds = ["circle", "square", "triangle", "star"];
    private static readonly string[] s_colors = ["red", "green", "blue", "yellow", "purple", "white"];

    private readonly long _seed;
    private readonly int _size;

    /// <param name="size">Height and width in pixels, at least 16.</param>
    /// <param name="channels">3; colors are what captions speak of.</param>
    /// <param name="seed">Selects the data set.</param>
    /// <exception cref="GanDataException">Such images aren't drawn.</exception>
    public DrawnScenes(int size, int channels, long seed)
    {
        if (size is < LeastSize or > SampleSource.MaxSize)
            throw new GanDataException(
                $"{Name} is drawn in {LeastSize} to {SampleSource.MaxSize} pixels, not in {size}.");
        if (channels != 3)
            throw new GanDataException(
                $"{Name} has colors, which its captions name; it isn't drawn in {channels} channel. Give 3.");
        (_size, _seed, Shape) = (size, seed, new SampleShape(channels, size, size));
    }

    public string Name => ScenesLoader.Text;

    public string? License => "MIT";

    public SampleShape Shape { get; }

    public long? Count => null;

    public void Read(ReadOnlySpan<long> indices, Span<float> destination)
    {
        IndexCheck.Read(indices, destination.Length, this);
        for (int i = 0; i < indices.Length; i++)
        {
            var random = new Xoshiro256(_seed, indices[i]);
            var scene = Describe(ref random);
            ScenePainter.Paint(
                scene, (byte)random.Next(48), _size, destination.Slice(i * Shape.Length, Shape.Length));
        }
    }

    /// <summary>What is seen in an image.</summary>
    public SceneDescription Describe(long index)
    {
        var random = new Xoshiro256(_seed, index);
        return Describe(ref random);
    }

    /// <summary>Captions of an image.</summary>
    public IReadOnlyList<string> CaptionsOf(long index)
    {
        var random = new Xoshiro256((long)new Xoshiro256(_seed, -WordingStream).Next(), index);
        return SceneCaptions.Of(Describe(index), ref random);
    }

    /// <summary>Nothing to release.</summary>
    public void Dispose()
    {
    }

    private static SceneDescription Describe(ref Xoshiro256 random)
    {
        if (random.Next(4) == 0)
            return new SceneDescription([Draw(ref random, random.Next(0.25f, 0.75f), random.Next(0.25f, 0.75f))]);
        bool isBeside = random.Next(2) == 0;
        float half = random.Next(0.21f, 0.24f), middle = random.Next(0.46f, 0.54f);
        var one = Place(ref random, middle - half);
        var other = Place(ref random, middle + half);
        while ((one.Kind, one.Color) == (other.Kind, other.Color))
            other = Place(ref random, middle + half);
        return new SceneDescription([one, other]);

        SceneShape Place(ref Xoshiro256 random, float along)
        {
            float across = random.Next(0.4f, 0.6f);
            return isBeside ? Draw(ref random, along, across) : Draw(ref random, across, along);
        }
    }

    private static SceneShape Draw(ref Xoshiro256 random, float x, float y)
    {
        string kind = s_kinds[random.Next((ulong)s_kinds.Length)];
        string color = s_colors[random.Next((ulong)s_colors.Length)];
        bool isLarge = random.Next(2) == 0;
        float radius = isLarge ? random.Next(0.185f, 0.21f) : random.Next(0.11f, 0.125f);
        return new SceneShape(kind, color, isLarge, x, y, radius);
    }
}
