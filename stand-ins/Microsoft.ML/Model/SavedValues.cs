using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>Values of one type as a saved model holds them.</summary>
sealed record SavedValues(SavedType Type, string[] Texts)
{
    public static SavedValues Of(IKeyValues values) =>
        new(SavedType.Of(PrimitiveTypes.Find(values.ValueType)), values.Values.Select(Text).ToArray());

    public static SavedValues Of<T>(VBuffer<T> values) =>
        new(SavedType.Of(PrimitiveTypes.Find(typeof(T))), values.DenseValues().Select(v => Text(v)).ToArray());

    public IKeyValues ToKeyValues() => (IKeyValues)Typed.Call(ToKeyValues<int>, Type.ToType().RawType);

    public T[] ToArray<T>() => Texts.Select(Value<T>).ToArray();

    KeyValues<T> ToKeyValues<T>() => new(ToArray<T>());

    static string Text(object value) =>
        value is ReadOnlyMemory<char> text ? text.ToString() : Convert.ToString(value, CultureInfo.InvariantCulture);

    static T Value<T>(string text) => typeof(T) == typeof(ReadOnlyMemory<char>)
        ? (T)(object)text.AsMemory()
        : (T)Convert.ChangeType(text, typeof(T), CultureInfo.InvariantCulture);
}
