using System.Numerics;
using System.Runtime.InteropServices;

namespace Ml.Gan.Training.Optimizers;

/// <summary>Change of a few weights and what is kept of them, each by itself.</summary>
internal interface IElementwise
{
    /// <summary>Changes some weights.</summary>
    /// <param name="weights">Weights.</param>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="first">What is kept of them.</param>
    /// <param name="second">What else is kept of them.</param>
    void Apply(
        ref Vector<float> weights, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second);
}

/// <summary>Runs an <see cref="IElementwise"/> through memory once.</summary>
internal static class Elementwise
{
    /// <summary>Changes all weights; what isn't kept is an empty span.</summary>
    public static void Apply<TRule>(
        in TRule rule, Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second)
        where TRule : struct, IElementwise
    {
        int whole = weights.Length - weights.Length % Vector<float>.Count;
        ref float w = ref MemoryMarshal.GetReference(weights), a = ref MemoryMarshal.GetReference(first);
        ref float g = ref MemoryMarshal.GetReference(gradient), b = ref MemoryMarshal.GetReference(second);
        bool hasFirst = !first.IsEmpty, hasSecond = !second.IsEmpty;
        for (nuint i = 0; i < (nuint)whole; i += (nuint)Vector<float>.Count)
        {
            var weight = Vector.LoadUnsafe(ref w, i);
            var one = hasFirst ? Vector.LoadUnsafe(ref a, i) : default;
            var two = hasSecond ? Vector.LoadUnsafe(ref b, i) : default;
            rule.Apply(ref weight, Vector.LoadUnsafe(ref g, i), ref one, ref two);
            weight.StoreUnsafe(ref w, i);
            if (hasFirst)
                one.StoreUnsafe(ref a, i);
            if (hasSecond)
                two.StoreUnsafe(ref b, i);
        }
        if (whole < weights.Length)
            ApplyToRest(rule, weights[whole..], gradient[whole..], From(first, whole), From(second, whole));
    }

    /// <summary>What is less than a vector, padded to one.</summary>
    private static void ApplyToRest<TRule>(
        in TRule rule, Span<float> weights, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second)
        where TRule : struct, IElementwise
    {
        var (weight, one, two) = (Padded(weights), Padded(first), Padded(second));
        rule.Apply(ref weight, Padded(gradient), ref one, ref two);
        CopyTo(weight, weights);
        CopyTo(one, first);
        CopyTo(two, second);
    }

    private static Span<float> From(Span<float> values, int start) => values.IsEmpty ? values : values[start..];

    private static Vector<float> Padded(ReadOnlySpan<float> values)
    {
        Span<float> padded = stackalloc float[Vector<float>.Count];
        padded.Clear();
        values.CopyTo(padded);
        return new Vector<float>(padded);
    }

    private static void CopyTo(Vector<float> vector, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = vector[i];
    }
}
