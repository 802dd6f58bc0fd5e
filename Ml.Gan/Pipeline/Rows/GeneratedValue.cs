using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>Hands a generated sample over as a dense vector.</summary>
internal static class GeneratedValue
{
    public delegate ReadOnlySpan<float> SampleOfRow();

    public static ValueGetter<TValue> Getter<TValue>(SampleOfRow sample, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<float>> getter = (ref VBuffer<float> value) =>
        {
            var values = sample();
            var editor = VBufferEditor.Create(ref value, values.Length);
            values.CopyTo(editor.Values);
            value = editor.Commit();
        };
        return getter as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"Column '{column.Name}' holds {column.Type}; it can't be read as {typeof(TValue).Name}. Read it as VBuffer<float>.");
    }
}
