namespace Ml.Gan.Onnx.Writing;

/// <summary>
/// Builds an ONNX model: inputs, constants and nodes are added in the order of evaluation, outputs are named last, then
/// <see cref="Save"/> writes one self-contained file (IR version 8). The same calls give the same bytes.
/// </summary>
/// <remarks>
/// Names of constants and nodes that are already taken get a number behind them. <see cref="OnnxOperators"/> has a
/// method for each operator that generators need, with the shape worked out. Not thread-safe.
/// </remarks>
public sealed class OnnxGraph
{
    /// <summary>The first version of the operator set that graphs are written in.</summary>
    internal const int LeastOpset = 13;

    private readonly NameTable _names = new();
    private readonly List<OnnxValue> _inputs = [];
    private readonly List<OnnxValue> _outputs = [];
    private readonly List<OnnxNode> _nodes = [];
    private readonly SortedDictionary<string, string> _metadata = new(StringComparer.Ordinal);

    /// <summary>Starts an empty graph.</summary>
    /// <param name="name">The graph's name, for example the network's.</param>
    /// <param name="opset">The version of the operator set that the nodes follow. Default 17.</param>
    public OnnxGraph(string name, int opset = 17)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(opset, LeastOpset);
        Name = name;
        Opset = opset;
    }

    /// <summary>The graph's name.</summary>
    public string Name { get; }

    /// <summary>The version of the operator set.</summary>
    public int Opset { get; }

    /// <summary>
    /// Texts kept in the file (<c>metadata_props</c>); see <see cref="GeneratorMetadata"/> for the keys in use.
    /// </summary>
    public IDictionary<string, string> Metadata => _metadata;

    internal IReadOnlyList<OnnxValue> Inputs => _inputs;

    internal IReadOnlyList<OnnxValue> Outputs => _outputs;

    internal IReadOnlyList<OnnxNode> Nodes => _nodes;

    internal NameTable Names => _names;

    /// <summary>Adds a float input of exactly this name.</summary>
    /// <param name="name">The name by which a program gives the tensor.</param>
    /// <param name="shape">
    /// Its shape; null for a dimension known at run time only. A null first dimension, the batch, is written as
    /// <c>N</c>, those of an image (N, C, H, W) as <c>height</c> and <c>width</c>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The name is taken or the shape is empty or has a dimension below 1.
    /// </exception>
    public OnnxValue Input(string name, params long?[] shape) => Input(name, OnnxElementType.Float, shape);

    /// <summary>Adds an input of exactly this name.</summary>
    /// <param name="name">The name by which a program gives the tensor.</param>
    /// <param name="elementType">The type of its elements.</param>
    /// <param name="shape">
    /// Its shape; null for a dimension known at run time only. A null first dimension, the batch, is written as
    /// <c>N</c>, those of an image (N, C, H, W) as <c>height</c> and <c>width</c>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The name is taken or the shape is empty or has a dimension below 1.
    /// </exception>
    public OnnxValue Input(string name, OnnxElementType elementType, params long?[] shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Length == 0 || shape.Any(d => d < 1))
            throw new ArgumentException(
                $"Input '{name}' needs at least one dimension, each 1 or more, or null for one known at run time only.",
                nameof(shape));
        var value = new OnnxValue(this, _names.Exact(name, "input"), elementType, [.. shape]);
        _inputs.Add(value);
        return value;
    }

    /// <summary>
    /// Adds a float input of exactly this name that may be left out: an initializer of the same name is its default.
    /// </summary>
    /// <param name="name">The name by which a program gives the tensor.</param>
    /// <param name="preset">The default's elements in row-major order. Copied.</param>
    /// <param name="shape">Its shape, the same for any batch; none for a scalar.</param>
    /// <exception cref="ArgumentException">
    /// The name is taken, or the shape does not hold as many elements as <paramref name="preset"/> has.
    /// </exception>
    public OnnxValue OptionalInput(string name, float[] preset, params long[] shape)
    {
        ArgumentNullException.ThrowIfNull(preset);
        RequireElements(name, preset, shape);
        var value = new OnnxValue(
            this, _names.Exact(name, "input"), OnnxElementType.Float, [.. shape.Select(d => (long?)d)],
            (float[])preset.Clone());
        _inputs.Add(value);
        return value;
    }

    /// <summary>Adds a float constant (an initializer).</summary>
    /// <param name="name">Its name; a number is put behind it when taken.</param>
    /// <param name="data">Its elements in row-major order. Copied.</param>
    /// <param name="shape">Its shape; none for a scalar.</param>
    /// <exception cref="ArgumentException">
    /// The shape does not hold as many elements as <paramref name="data"/> has.
    /// </exception>
    public OnnxValue Constant(string name, float[] data, params long[] shape)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Constant(name, OnnxElementType.Float, (float[])data.Clone(), shape);
    }

    /// <summary>Adds an integer constant (an initializer).</summary>
    /// <inheritdoc cref="Constant(string, float[], long[])"/>
    public OnnxValue Constant(string name, long[] data, params long[] shape)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Constant(name, OnnxElementType.Int64, (long[])data.Clone(), shape);
    }

    /// <summary>Adds a constant of 64 bit floating point (an initializer).</summary>
    /// <inheritdoc cref="Constant(string, float[], long[])"/>
    public OnnxValue Constant(string name, double[] data, params long[] shape)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Constant(name, OnnxElementType.Double, (double[])data.Clone(), shape);
    }

    /// <summary>Adds a node and returns its one output, which bears the node's name.</summary>
    /// <param name="op">The operator of the standard ONNX domain, for example <c>Conv</c>.</param>
    /// <param name="name">The node's name; a number is put behind it when taken.</param>
    /// <param name="inputs">Its inputs in ONNX's order; null for an optional one left out.</param>
    /// <param name="outputShape">The shape of what it gives; null for a dimension known at run time only.</param>
    /// <param name="attributes">
    /// Attributes: int, long, float, double, string, or an array of int, long or float.
    /// </param>
    /// <exception cref="ArgumentException">
    /// An input belongs to another graph, or an attribute has another type.
    /// </exception>
    public OnnxValue Node(
        string op,
        string name,
        IReadOnlyList<OnnxValue?> inputs,
        long?[] outputShape,
        params (string Name, object Value)[] attributes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(op);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputShape);
        ArgumentNullException.ThrowIfNull(attributes);
        foreach (var input in inputs)
            RequireOwn(input, op);
        foreach (var (key, value) in attributes)
            AttributeWriter.Write(key, value);

        string unique = _names.Unique(name);
        var output = new OnnxValue(this, unique, ElementTypes.OfOutput(op, inputs, attributes), [.. outputShape]);
        _nodes.Add(new OnnxNode(op, unique, [.. inputs], output, [.. attributes]));
        return output;
    }

    /// <summary>
    /// y = scale·x + shift for each channel (axis 1): batch norm as it is at inference, with scale = γ/√(σ² + ε) and
    /// shift = β − µ·scale. Folded into the weights of the Conv, ConvTranspose or Gemm that gives
    /// <paramref name="value"/> when nothing else reads it; otherwise written as Mul and Add.
    /// </summary>
    /// <param name="name">Name of the result, and of the nodes if there are any.</param>
    /// <param name="value">Shape (N, C, …) with C known.</param>
    /// <param name="scale">C factors.</param>
    /// <param name="shift">C terms.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="scale"/> or <paramref name="shift"/> has not C elements.
    /// </exception>
    public OnnxValue ScaleAndShift(string name, OnnxValue value, float[] scale, float[] shift)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentNullException.ThrowIfNull(shift);
        RequireOwn(value, nameof(ScaleAndShift));
        long channels = value.Channels(nameof(ScaleAndShift), name);
        if (scale.Length != channels || shift.Length != channels)
            throw new ArgumentException(
                $"{name}: {value} has {channels} channels; got {scale.Length} scales and {shift.Length} shifts.");

        string unique = _names.Unique(name);
        var output = new OnnxValue(this, unique, value.ElementType, value.Shape);
        _nodes.Add(new ScaleAndShiftNode(unique, value, output, [.. scale], [.. shift]));
        return output;
    }

    /// <summary>
    /// Makes a value an output of the model under exactly this name: the value is renamed, or copied through an
    /// Identity node when it is an input, a constant or already an output.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The name is taken by another value, or the value belongs to another graph.
    /// </exception>
    public void Output(string name, OnnxValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        RequireOwn(value, "output");
        if (_inputs.Contains(value) || value.IsConstant || _outputs.Contains(value))
            value = Node("Identity", name + ".copy", [value], [.. value.Shape]);
        if (value.Name != name)
            value.Name = _names.Exact(name, "output");
        _outputs.Add(value);
    }

    /// <summary>The model as the bytes of an .onnx file.</summary>
    /// <exception cref="InvalidOperationException">
    /// The graph has no output, or its constants exceed what one file can hold (2 GiB).
    /// </exception>
    public byte[] ToBytes() => ModelWriter.Write(this);

    /// <summary>Writes the model to a file; an existing one is replaced only once the new one is complete.</summary>
    /// <exception cref="InvalidOperationException">As for <see cref="ToBytes"/>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => OnnxFile.Save(ToBytes(), path);

    private OnnxValue Constant(string name, OnnxElementType elementType, Array data, long[] shape)
    {
        RequireElements(name, data, shape);
        return new OnnxValue(this, _names.Unique(name), elementType, [.. shape.Select(d => (long?)d)], data);
    }

    private static void RequireElements(string name, Array data, long[] shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        long elements = shape.Aggregate(1L, (product, d) => checked(product * d));
        if (elements != data.Length || shape.Any(d => d < 0))
            throw new ArgumentException(
                $"Constant '{name}' has {data.Length} elements, but its shape [{string.Join(", ", shape)}] holds "
                + $"{elements}.",
                nameof(shape));
    }

    private void RequireOwn(OnnxValue? value, string reader)
    {
        if (value is not null && value.Graph != this)
            throw new ArgumentException(
                $"{reader} cannot read '{value.Name}': it belongs to the graph '{value.Graph.Name}', not to '{Name}'.");
    }
}
