using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Carries values between columns and ONNX Runtime.</summary>
static class OnnxTensors
{
    /// <summary>Gives the current row's value as a tensor.</summary>
    public static Func<OrtValue> Reader(DataViewRow row, DataViewSchema.Column column, OnnxTensorInfo info) =>
        info.ItemType is TextDataViewType ? ReadText(row, column, info)
            : (Func<OrtValue>)Typed.Call(Read<int>, info.ItemType.RawType, row, column, info);

    /// <summary>A getter for the values of the tensor that <paramref name="current"/> gives.</summary>
    public static Delegate Writer(Func<OrtValue> current, OnnxTensorInfo info) => info.ItemType is TextDataViewType
        ? (ValueGetter<VBuffer<ReadOnlyMemory<char>>>)((ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            var texts = current().GetStringTensorAsArray().Select(text => text.AsMemory()).ToArray();
            VBuffer<ReadOnlyMemory<char>>.Copy(texts, 0, ref value, texts.Length);
        })
        : (Delegate)Typed.Call(Write<int>, info.ItemType.RawType, current);

    static Func<OrtValue> Read<T>(DataViewRow row, DataViewSchema.Column column, OnnxTensorInfo info) where T : unmanaged
    {
        var values = Values<T>(row, column);
        return () =>
        {
            T[] array = values();
            return OrtValue.CreateTensorValueFromMemory(array, info.ShapeOf(array.Length));
        };
    }

    static Func<OrtValue> ReadText(DataViewRow row, DataViewSchema.Column column, OnnxTensorInfo info)
    {
        var values = Values<ReadOnlyMemory<char>>(row, column);
        return () =>
        {
            var texts = values();
            var tensor = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, info.ShapeOf(texts.Length));
            for (int i = 0; i < texts.Length; i++) tensor.StringTensorSetElementAt(texts[i], i);
            return tensor;
        };
    }

    static Func<T[]> Values<T>(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType)
        {
            var scalar = row.GetGetter<T>(column);
            return () =>
            {
                var one = new T[1];
                scalar(ref one[0]);
                return one;
            };
        }
        var getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> buffer = default;
        return () =>
        {
            getter(ref buffer);
            var values = new T[buffer.Length];
            buffer.CopyTo(values);
            return values;
        };
    }

    static ValueGetter<VBuffer<T>> Write<T>(Func<OrtValue> current) where T : unmanaged => (ref VBuffer<T> value) =>
    {
        var data = current().GetTensorDataAsSpan<T>();
        var editor = VBufferEditor.Create(ref value, data.Length);
        data.CopyTo(editor.Values);
        value = editor.Commit();
    };
}
