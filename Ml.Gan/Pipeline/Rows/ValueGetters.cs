using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline.Rows;

/// <summary>Hands computed values over as ML.NET reads them.</summary>
internal static class ValueGetters
{
    /// <summary>A dense vector.</summary>
    public static ValueGetter<VBuffer<float>> Vector(Func<ReadOnlyMemory<float>> current) =>
        (ref VBuffer<float> value) =>
    {
        var values = current().Span;
        var editor = VBufferEditor.Create(ref value, values.Length);
        values.CopyTo(editor.Values);
        value = editor.Commit();
    };

    /// <summary>A number, or a key.</summary>
    public static ValueGetter<T> Scalar<T>(Func<T> current) => (ref T value) => value = current();
}
