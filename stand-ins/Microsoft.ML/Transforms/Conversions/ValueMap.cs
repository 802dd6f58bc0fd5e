namespace Microsoft.ML.Data;

/// <summary>Applies a function to the values of a scalar column, or to the items of a vector column.</summary>
static class ValueMap
{
    public static Delegate MakeGetter<TIn, TOut>(DataViewRow row, DataViewSchema.Column input, Func<TIn, TOut> map)
    {
        if (input.Type is VectorDataViewType) return OfVector(row.GetGetter<VBuffer<TIn>>(input), map);
        var getter = row.GetGetter<TIn>(input);
        return (ValueGetter<TOut>)((ref TOut value) =>
        {
            TIn source = default;
            getter(ref source);
            value = map(source);
        });
    }

    static ValueGetter<VBuffer<TOut>> OfVector<TIn, TOut>(ValueGetter<VBuffer<TIn>> getter, Func<TIn, TOut> map)
    {
        VBuffer<TIn> source = default;
        return (ref VBuffer<TOut> value) =>
        {
            getter(ref source);
            var editor = VBufferEditor.Create(ref value, source.Length);
            int i = 0;
            foreach (var item in source.DenseValues()) editor.Values[i++] = map(item);
            value = editor.Commit();
        };
    }

    public static DataViewType Like(DataViewType type, PrimitiveDataViewType item) =>
        type is VectorDataViewType vector ? new VectorDataViewType(item, vector.Dimensions) : item;
}
