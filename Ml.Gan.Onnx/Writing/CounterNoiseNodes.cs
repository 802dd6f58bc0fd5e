namespace Ml.Gan.Onnx;

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
        OnnxValue key = Binary("Mod", "key", seed, _twoTo32);
        OnnxValue high = Binary("Div", "high", Binary("Sub", "high_part", seed, key), _twoTo32);
        OnnxValue right = Binary("Mod", "seed_high", high, _twoTo32);
        OnnxValue left = _graph.Constant(
            $"{_name}.counter", [.. Enumerable.Range(0, count).Select(j => (long)j)], 1, count);
        for (int round = 0; round < CounterNoise.Rounds; round++)
        {
            string r = $"round{round}";
            OnnxValue roundKey = Binary("Add", $"{r}.key", key, Scalar($"{r}.step", CounterNoise.KeyOf(round)));
            OnnxValue sum = Binary("Mod", $"{r}.sum", Binary("Add", $"{r}.add_key", left, roundKey), _twoTo32);
            OnnxValue low = Binary("Mod", $"{r}.low", sum, _twoTo31);
            OnnxValue square = Binary("Mul", $"{r}.square", low, low);
            OnnxValue wide = Binary("Add", $"{r}.wide", square, Binary("Mul", $"{r}.product", sum, _multiplier));
            OnnxValue middle = Binary("Div", $"{r}.middle", wide, _middle);
            OnnxValue next = Binary("Mod", $"{r}.left", Binary("Add", $"{r}.mixed", right, middle), _twoTo32);
            (left, right) = (next, left);
        }

        return (left, right);
    }

    /// <summary>√(−2 ln u) for u = (k + ½)/2³².</summary>
    internal OnnxValue Radius(OnnxValue integers)
    {
        OnnxValue centred = Binary("Add", "centred", ToDouble("first", integers), Scalar("half", 0.5));
        OnnxValue uniform = Binary("Mul", "uniform", centred, Scalar("uniform_step", LatentNoise.UniformStep));
        OnnxValue squared = Binary("Mul", "radius_squared", Unary("Log", "log", uniform), Scalar("minus_two", -2.0));
        return ToFloat("radius", Unary("Sqrt", "radius_exact", squared));
    }

    internal OnnxValue Angle(OnnxValue integers)
    {
        OnnxValue exact = Binary(
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
