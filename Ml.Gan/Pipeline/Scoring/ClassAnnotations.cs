using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Pipeline.Scoring;

/// <summary>What ML.NET is told of columns about classes.</summary>
internal static class ClassAnnotations
{
    /// <summary>The values of another column's keys, where they are known.</summary>
    public static DataViewSchema.Annotations KeyValues(DataViewSchema.Column label)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(label.Annotations, kind => kind == "KeyValues");
        return builder.ToAnnotations();
    }

    /// <summary>Names of a vector's places.</summary>
    public static DataViewSchema.Annotations SlotNames(IReadOnlyList<string> names)
    {
        ReadOnlyMemory<char>[] texts = [.. names.Select(name => name.AsMemory())];
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(
            "SlotNames",
            new VectorDataViewType(TextDataViewType.Instance, texts.Length),
            (ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            var editor = VBufferEditor.Create(ref value, texts.Length);
            texts.CopyTo(editor.Values);
            value = editor.Commit();
        });
        return builder.ToAnnotations();
    }
}
