namespace Ml.Gan.Tests.Api.Samples;

#pragma warning disable CA1008, CA1034, CA1040, CA1050, CA1051, CA1052, CA1711, CA1715, CA1716, CA1000, CA1028, CA1715, CA1724, CA1805, CA1822, CA2211, CA1003, CA1708, CA1802, CA1065, CA1062, CA1710, CA1720, CA1815, CA1044

/// <summary>Types that have one of each thing that the API lister writes.</summary>
public interface IShape<out T> : IDisposable
    where T : class
{
    T Find(string name = "a\tb");

    static abstract int Sides { get; }
}

public enum Colour : byte
{
    Red = 1,
    Blue = 4,
}

public delegate (int Low, int High) Range(in Colour colour, ref int value, out string text);

public abstract class Base<T>
    where T : struct
{
    protected readonly T Value;

    protected internal static string? s_name;

    private protected int hidden;

    internal Base(T value) => (Value, hidden) = (value, 0);

    protected Base() => hidden = 1;

    public event EventHandler<EventArgs>? Changed;

    public virtual object Twin => this;

    public abstract T? Maybe { get; protected set; }

    public T this[int row, long column] => Value;

    public override string ToString() => $"{Value} {hidden} {Changed} {s_name}";

    protected abstract void Read<U>(params U[] items)
        where U : notnull, IComparable<U>, new();

    public sealed class Inner
    {
        public const string Text = "q\"";

        public Colour Colour { get; init; } = Colour.Blue;

        public void Paint(Colour colour = Colour.Red, int? count = null, T start = default, char c = 'x') => _ = (colour, count, start, c);
    }
}

public sealed class Derived : Base<int>, IShape<string>
{
    public static int Sides => 4;

    public override Derived Twin => this;

    public override int? Maybe { get; protected set; }

    public string Find(string name) => name;

    public void Dispose() => Maybe = null;

    public static Derived operator +(Derived left, Derived right) => left;

    protected sealed override void Read<U>(params U[] items) => Maybe = items.Length;
}

public static class Extensions
{
    public static (int First, (int A, string B) Second, int[][,] Third) Split(this Derived shape, System.Span<float> buffer) => (shape.Maybe ?? 0, (1, ""), []);

    public static ref readonly T First<T>(ReadOnlySpan<T> items)
        where T : unmanaged => ref items[0];
}

internal sealed class Unlisted
{
    public int Value { get; set; }
}
