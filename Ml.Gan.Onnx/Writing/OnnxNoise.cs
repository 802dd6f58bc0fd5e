namespace Ml.Gan.Onnx.Writing;

/// <summary>
/// Noise made inside the graph: from a seed, so that the same seed gives the same latent in every language and on every
/// device, or drawn by the runtime, other numbers at every run, which no seed repeats.
/// </summary>
public static class OnnxNoise
{
    /// <summary>
    /// Standard normal latents from one 64 bit seed per row, the same as <see cref="LatentNoise.Fill"/> gives. Written
    /// with operators of opset 13 on int64, double and float that ONNX Runtime has on the CPU and in browsers.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">First part of the nodes' names, and the name of the result.</param>
    /// <param name="seed">Shape (N), int64; any values.</param>
    /// <param name="latentSize">Components of a row, z.</param>
    /// <returns>Float, shape (N, z).</returns>
    /// <exception cref="ArgumentException"><paramref name="seed"/> has another shape or type.</exception>
    public static OnnxValue FromSeed(OnnxGraph graph, string name, OnnxValue seed, int latentSize)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(seed);
        ArgumentOutOfRangeException.ThrowIfLessThan(latentSize, 1);
        if (seed.Shape.Count != 1 || seed.ElementType != OnnxElementType.Int64)
            throw new ArgumentException(
                $"Noise '{name}' needs seeds as int64 of shape (N); got {seed.ElementType} {seed}.", nameof(seed));

        var nodes = new CounterNoiseNodes(graph, name);
        int pairs = (latentSize + 1) / 2;
        var (first, second) = nodes.Draw(graph.Reshape($"{name}.seed", seed, -1, 1), pairs);
        var radius = nodes.Radius(first);
        var angle = nodes.Angle(second);
        var cosine = nodes.Project("cos", radius, angle);
        var sine = nodes.Project("sin", radius, angle);
        return latentSize == 2 * pairs
            ? graph.Concat(name, [cosine, sine])
            : nodes.FirstColumns(graph.Concat($"{name}.pairs", [cosine, sine]), latentSize);
    }

    /// <summary>Standard normal noise with as many rows as a value has; its elements are not read.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="rows">Shape (N, 1), for example an input that a pipeline fills with anything.</param>
    /// <param name="latentSize">Components of a row, z.</param>
    /// <returns>Shape (N, z).</returns>
    /// <exception cref="ArgumentException"><paramref name="rows"/> has another shape.</exception>
    public static OnnxValue NormalLike(OnnxGraph graph, string name, OnnxValue rows, int latentSize) =>
        Like(graph, "RandomNormalLike", name, rows, latentSize);

    /// <summary>Uniform noise with as many rows as a value has; its elements are not read.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="name">Name of the node.</param>
    /// <param name="rows">Shape (N, 1).</param>
    /// <param name="size">Components of a row, k.</param>
    /// <param name="low">The least number.</param>
    /// <param name="high">The number that all stay below.</param>
    /// <returns>Shape (N, k).</returns>
    /// <exception cref="ArgumentException"><paramref name="rows"/> has another shape.</exception>
    public static OnnxValue UniformLike(
        OnnxGraph graph, string name, OnnxValue rows, int size, float low, float high) =>
        Like(graph, "RandomUniformLike", name, rows, size, ("low", low), ("high", high));

    private static OnnxValue Like(
        OnnxGraph graph,
        string op,
        string name,
        OnnxValue rows,
        int columns,
        params (string Name, object Value)[] attributes)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (rows.Shape is not [var batch, 1])
            throw new ArgumentException(
                $"Noise '{name}' needs a value of shape (N, 1) to take the number of rows from; got {rows}.",
                nameof(rows));

        var size = graph.Constant($"{name}.size", [1, columns], 2);
        var like = graph.Node("Expand", $"{name}.rows", [rows, size], [batch, columns]);
        return graph.Node(op, name, [like], [batch, columns], [("dtype", (long)OnnxElementType.Float), .. attributes]);
    }
}

/// <summary><see cref="CounterNoise"/> and the Box–Muller transform as nodes.</summary>
internal sealed class CounterNoiseNodes
{
    private const long TwoTo32 = 1L << 32;

    private readonly OnnxGraph _graph;
    private readonly string _name;
    private readonly OnnxValue _twoTo32;
    private readonly OnnxValue _twoTo31;
    private readonly OnnxValue _multiplier;
    private readonly OnnxValue _middle;

    internal CounterNoiseNodes(OnnxGraph graph, string name)
    {
        _graph = graph;
        _name = name;
        _twoTo32 = Scalar("two_to_32", TwoTo32);
        _twoTo31 = Scalar("two_to_31", TwoTo32 / 2);
        _multiplier = Scalar("multiplier", CounterNoise.Multiplier);
        _middle = Scalar("middle", 1L << CounterNoise.MiddleShift);
    }

    /// <summary>
    /// Two uniform integers below 2³² for each seed of (N, 1) and each counter below <paramref name="count"/>.
    /// </summary>
    internal (OnnxValue First, OnnxValue Second) Draw(OnnxValue seed, int count)
    {
        var key = Binary("Mod", "key", seed, _twoTo32);
        var high = Binary("Div", "high", Binary("Sub", "high_part", seed, key), _twoTo32);
        var right = Binary("Mod", "seed_high", high, _twoTo32);
        var left = _graph.Constant(
            $"{_name}.counter", [.. Enumerable.Range(0, count).Select(j => (long)j)], 1, count);
        for (int round = 0; round < CounterNoise.Rounds; round++)
        {
            string r = $"round{round}";
            var roundKey = Binary("Add", $"{r}.key", key, Scalar($"{r}.step", CounterNoise.KeyOf(round)));
            var sum = Binary("Mod", $"{r}.sum", Binary("Add", $"{r}.add_key", left, roundKey), _twoTo32);
            var low = Binary("Mod", $"{r}.low", sum, _twoTo31);
            var square = Binary("Mul", $"{r}.square", low, low);
            var wide = Binary("Add", $"{r}.wide", square, Binary("Mul", $"{r}.product", sum, _multiplier));
            var middle = Binary("Div", $"{r}.middle", wide, _middle);
            var next = Binary("Mod", $"{r}.left", Binary("Add", $"{r}.mixed", right, middle), _twoTo32);
            (left, right) = (next, left);
        }

        return (left, right);
    }

    /// <summary>√(−2 ln u) for u = (k + ½)/2³².</summary>
    internal OnnxValue Radius(OnnxValue integers)
    {
        var centered = Binary("Add", "centered", ToDouble("first", integers), Scalar("half", 0.5));
        var uniform = Binary("Mul", "uniform", centered, Scalar("uniform_step", LatentNoise.UniformStep));
        var squared = Binary("Mul", "radius_squared", Unary("Log", "log", uniform), Scalar("minus_two", -2.0));
        return ToFloat("radius", Unary("Sqrt", "radius_exact", squared));
    }

    internal OnnxValue Angle(OnnxValue integers)
    {
        var exact = Binary(
            "Mul", "angle_exact", ToDouble("second", integers), Scalar("angle_step", LatentNoise.AngleStep));
        return ToFloat("angle", exact);
    }

    internal OnnxValue Project(string function, OnnxValue radius, OnnxValue angle) =>
        Binary("Mul", $"{function}_part", radius, Unary(function == "cos" ? "Cos" : "Sin", function, angle));

    internal OnnxValue FirstColumns(OnnxValue value, int columns) => _graph.Node(
        "Slice",
        _name,
        [value, Row("columns_from", 0), Row("columns_to", columns), Row("columns_axis", 1)],
        [value.Shape[0], columns]);

    private OnnxValue ToFloat(string name, OnnxValue value) => Cast(name, value, OnnxElementType.Float);

    private OnnxValue ToDouble(string name, OnnxValue value) => Cast(name, value, OnnxElementType.Double);

    private OnnxValue Cast(string name, OnnxValue value, OnnxElementType type) =>
        _graph.Node("Cast", $"{_name}.{name}", [value], [.. value.Shape], ("to", (long)type));

    private OnnxValue Binary(string op, string name, OnnxValue left, OnnxValue right) =>
        OnnxOperators.Binary(_graph, op, $"{_name}.{name}", left, right);

    private OnnxValue Unary(string op, string name, OnnxValue value) =>
        _graph.Node(op, $"{_name}.{name}", [value], [.. value.Shape]);

    private OnnxValue Scalar(string name, long value) => _graph.Constant($"{_name}.{name}", [value]);

    private OnnxValue Scalar(string name, double value) => _graph.Constant($"{_name}.{name}", new[] { value });

    private OnnxValue Row(string name, long value) => _graph.Constant($"{_name}.{name}", [value], 1);
}
