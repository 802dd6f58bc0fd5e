using Ml.Gan.Tests.Api.Listing;

namespace Ml.Gan.Tests.Api;

[TestClass]
public sealed class ApiListerTests
{
    [TestMethod]
    [DataRow("IShape<T>", """
        impl IShape<T> : System.IDisposable
        member IShape<T> :: public abstract T Find(System.String name = "a\tb")
        member IShape<T> :: public static abstract System.Int32 Sides { get; }
        type IShape<T> : interface where out T : class
        """, DisplayName = "interface")]
    [DataRow("Colour", """
        base Colour : System.Byte
        member Colour :: public const Blue = 4
        member Colour :: public const Red = 1
        type Colour : enum
        """, DisplayName = "enum")]
    [DataRow("Range", """
        member Range :: public System.ValueTuple<System.Int32 Low,System.Int32 High> Invoke(in Colour colour, ref System.Int32 value, out System.String text)
        type Range : delegate
        """, DisplayName = "delegate")]
    [DataRow("Base<T>", """
        member Base<T> :: protected .ctor()
        member Base<T> :: protected abstract System.Nullable<T> Maybe { set; }
        member Base<T> :: protected abstract System.Void Read<U>(params U[] items) where U : System.IComparable<U>, new()
        member Base<T> :: protected readonly T Value
        member Base<T> :: protected static System.String s_name
        member Base<T> :: public T Item[System.Int32 row, System.Int64 column] { get; }
        member Base<T> :: public abstract System.Nullable<T> Maybe { get; }
        member Base<T> :: public event System.EventHandler<System.EventArgs> Changed
        member Base<T> :: public override System.String ToString()
        member Base<T> :: public virtual System.Object Twin { get; }
        type Base<T> : abstract class where T : struct
        """, DisplayName = "abstract class")]
    [DataRow("Base<T>+Inner", """
        member Base<T>+Inner :: public .ctor()
        member Base<T>+Inner :: public Colour Colour { get; }
        member Base<T>+Inner :: public Colour Colour { init; }
        member Base<T>+Inner :: public System.Void Paint(Colour colour = Colour.Red, System.Nullable<System.Int32> count = null, T start = default, System.Char c = 'x')
        member Base<T>+Inner :: public const System.String Text = "q\""
        type Base<T>+Inner : sealed class
        """, DisplayName = "nested class")]
    [DataRow("Derived", """
        base Derived : Base<System.Int32>
        impl Derived : IShape<System.String>
        impl Derived : System.IDisposable
        member Derived :: protected override System.Nullable<System.Int32> Maybe { set; }
        member Derived :: protected sealed override System.Void Read<U>(params U[] items) where U : System.IComparable<U>, new()
        member Derived :: public .ctor()
        member Derived :: public System.String Find(System.String name)
        member Derived :: public System.Void Dispose()
        member Derived :: public override Derived Twin { get; }
        member Derived :: public override System.Nullable<System.Int32> Maybe { get; }
        member Derived :: public static Derived op_Addition(Derived left, Derived right)
        member Derived :: public static System.Int32 Sides { get; }
        type Derived : sealed class
        """, DisplayName = "derived class")]
    [DataRow("Extensions", """
        member Extensions :: public static System.ValueTuple<System.Int32 First,System.ValueTuple<System.Int32 A,System.String B> Second,System.Int32[,][] Third> Split(this Derived shape, System.Span<System.Single> buffer)
        member Extensions :: public static ref readonly T First<T>(System.ReadOnlySpan<T> items) where T : unmanaged
        type Extensions : static class
        """, DisplayName = "static class")]
    [DataRow("Unlisted", "", DisplayName = "internal class")]
    public void WritesEveryFactOfAType(string type, string expected)
    {
        string[] lines = [.. Sample().Where(line => line.Split(' ')[1] == type)];
        Assert.AreEqual(expected.ReplaceLineEndings("\n"), string.Join('\n', lines));
    }

    /// <summary>The sample's namespace is left out, so that the lines stay readable.</summary>
    private static IEnumerable<string> Sample() =>
        ApiLister.ListNamespace(typeof(ApiListerTests).Assembly.Location, "Ml.Gan.Tests.Api.Samples")
            .Select(line => line.Replace("Ml.Gan.Tests.Api.Samples.", "", StringComparison.Ordinal));
}
