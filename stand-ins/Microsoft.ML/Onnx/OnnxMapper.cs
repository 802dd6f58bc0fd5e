using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Runs the model once for each row of which an output is asked for.</summary>
sealed class OnnxMapper(DataViewSchema input, OnnxTransformer transformer)
    : RowMapper(input, transformer.Outputs.Select(o => new DataViewSchema.DetachedColumn(o.Name, o.ColumnType)).ToArray())
{
    readonly DataViewSchema.Column[] columns = transformer.Inputs.Select(i => Find(input, i)).ToArray();

    public override IEnumerable<int> InputsOf(int added) => columns.Select(c => c.Index);

    public override Delegate[] MakeGetters(DataViewRow input, bool[] active, out IDisposable owned)
    {
        var wanted = transformer.Outputs.Where((_, i) => active[i]).ToArray();
        var run = new OnnxRun(transformer.Session, input,
            transformer.Inputs.Select(i => i.Name).ToArray(),
            transformer.Inputs.Select((info, i) => OnnxTensors.Reader(input, columns[i], info)).ToArray(),
            wanted.Select(o => o.Name).ToArray());
        owned = run;
        return transformer.Outputs.Select((info, i) => active[i]
            ? OnnxTensors.Writer(() => run.Current()[Array.IndexOf(wanted, info)], info) : null).ToArray();
    }

    static DataViewSchema.Column Find(DataViewSchema schema, OnnxTensorInfo info)
    {
        var column = schema.GetColumnOrNull(info.Name) ?? throw new ArgumentOutOfRangeException(nameof(schema),
            $"Could not find input column '{info.Name}', which the ONNX model needs, among: {schema.Names}.");
        if (column.Type is VectorDataViewType { IsKnownSize: false })
            throw new ArgumentException(
                $"Column '{info.Name}' holds vectors of variable length; an ONNX model needs a known one.");
        if (column.Type.ItemType().RawType != info.ItemType.RawType)
            throw new ArgumentException(
                $"Column '{info.Name}' is of type {column.Type}; the ONNX model's input needs {info.ItemType}.");
        info.ShapeOf((column.Type as VectorDataViewType)?.Size ?? 1);
        return column;
    }
}

/// <summary>The outputs of a model for the current row.</summary>
sealed class OnnxRun(InferenceSession session, DataViewRow row, string[] inputs, Func<OrtValue>[] readers, string[] outputs) : IDisposable
{
    readonly RunOptions options = new();
    IDisposableReadOnlyCollection<OrtValue> results;
    long position = -1;

    public IReadOnlyList<OrtValue> Current()
    {
        if (row.Position < 0) throw new InvalidOperationException(
            "The cursor is on no row: before its first or after its last one.");
        if (row.Position == position) return results;
        var values = new List<OrtValue>(readers.Length);
        try
        {
            foreach (var read in readers) values.Add(read());
            (position, var previous) = (-1, results);
            previous?.Dispose();
            results = session.Run(options, inputs, values, outputs);
            position = row.Position;
            return results;
        }
        finally
        {
            foreach (var value in values) value.Dispose();
        }
    }

    public void Dispose()
    {
        results?.Dispose();
        options.Dispose();
    }
}
