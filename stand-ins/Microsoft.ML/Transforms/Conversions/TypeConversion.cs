using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Conversions among numbers, truth values and text.</summary>
static class TypeConversion
{
    public static bool Exists(Type from, Type to) =>
        from == to || (IsBasic(from) && IsBasic(to) && (to != typeof(bool) || from == typeof(ReadOnlyMemory<char>)));

    public static Func<TIn, TOut> Make<TIn, TOut>()
    {
        if (typeof(TIn) == typeof(TOut)) return (Func<TIn, TOut>)(object)(Func<TIn, TIn>)(value => value);
        object make = (typeof(TIn), typeof(TOut)) switch
        {
            var (_, to) when to == typeof(ReadOnlyMemory<char>) => Format<TIn>(),
            var (from, to) when from == typeof(ReadOnlyMemory<char>) && to == typeof(bool) => Truth(),
            var (from, to) when from == typeof(ReadOnlyMemory<char>) => Typed.Call(Parse<int>, to),
            var (from, to) when from == typeof(bool) => Typed.Call(FromTruth<int>, to),
            var (from, to) => Typed.Call(Number<int, int>, [from, to]),
        };
        return (Func<TIn, TOut>)make;
    }

    static Func<TIn, ReadOnlyMemory<char>> Format<TIn>() =>
        value => (value as IFormattable)?.ToString(null, CultureInfo.InvariantCulture).AsMemory() ?? value.ToString().AsMemory();

    static Func<ReadOnlyMemory<char>, bool> Truth() => text =>
        text.ToString() is "1" || text.Span.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Text that is no number becomes NaN, or 0 in a type without NaN.</summary>
    static Func<ReadOnlyMemory<char>, TOut> Parse<TOut>() where TOut : INumberBase<TOut>
    {
        TOut missing = TOut.CreateTruncating(double.NaN);
        return text => TOut.TryParse(text.Span, CultureInfo.InvariantCulture, out var value) ? value : missing;
    }

    static Func<bool, TOut> FromTruth<TOut>() where TOut : INumberBase<TOut> => value => value ? TOut.One : TOut.Zero;

    static Func<TIn, TOut> Number<TIn, TOut>() where TIn : INumberBase<TIn> where TOut : INumberBase<TOut> =>
        TOut.CreateTruncating;

    static bool IsBasic(Type type) => type == typeof(bool) || type == typeof(ReadOnlyMemory<char>)
        || PrimitiveTypes.Find(type) is NumberDataViewType;
}
