using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Runs an ONNX model, one row per call. Made by <see cref="OnnxScoringEstimator"/>.</summary>
public sealed class OnnxTransformer : RowToRowTransformerBase, IDisposable
{
    const string ModelEntry = "model.onnx";
    readonly byte[] model;
    readonly IDictionary<string, int[]> shapes;

    OnnxTransformer(IHostEnvironment env, byte[] model, OnnxOptions options)
    {
        this.model = model;
        shapes = options.ShapeDictionary ?? new Dictionary<string, int[]>();
        Session = OnnxSession.Open(env, model, options);
        Inputs = Describe("input", options.InputColumns, Session.InputMetadata);
        Outputs = Describe("output", options.OutputColumns, Session.OutputMetadata);
    }

    internal InferenceSession Session { get; }

    internal OnnxTensorInfo[] Inputs { get; }

    internal OnnxTensorInfo[] Outputs { get; }

    public void Dispose() => Session.Dispose();

    internal static OnnxTransformer Create(IHostEnvironment env, OnnxOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(options.ModelFile);
        if (!File.Exists(options.ModelFile)) throw new FileNotFoundException(
            $"There is no ONNX model '{options.ModelFile}'.", options.ModelFile);
        try
        {
            return new(env, File.ReadAllBytes(options.ModelFile), options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidOperationException(
                $"'{options.ModelFile}' can't be loaded as an ONNX model: {e.Message}", e);
        }
    }

    internal static OnnxTransformer Load(ModelReader reader)
    {
        var saved = reader.Settings<Saved>();
        return new(reader.Environment, reader.Bytes(ModelEntry), new()
        {
            InputColumns = saved.Inputs,
            OutputColumns = saved.Outputs,
            ShapeDictionary = saved.Shapes,
        });
    }

    private protected override RowMapper MakeMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new OnnxMapper(inputSchema, this);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.Write("Onnx", new Saved(Inputs.Select(i => i.Name).ToArray(), Outputs.Select(o => o.Name).ToArray(), new(shapes)));
        ctx.WriteBytes(ModelEntry, model);
    }

    OnnxTensorInfo[] Describe(string what, string[] names, IReadOnlyDictionary<string, NodeMetadata> known) =>
        (names ?? known.Keys).Select(name => known.TryGetValue(name, out var metadata)
            ? OnnxTensorInfo.Of(name, metadata, shapes.TryGetValue(name, out int[] shape) ? shape : null)
            : throw new ArgumentException(
                $"The ONNX model has no {what} '{name}'; it has: {string.Join(", ", known.Keys)}.")).ToArray();

    sealed record Saved(string[] Inputs, string[] Outputs, Dictionary<string, int[]> Shapes);
}
