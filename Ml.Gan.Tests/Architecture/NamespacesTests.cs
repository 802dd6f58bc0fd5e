using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Architecture;

/// <summary>
/// The order of the namespaces: each uses only those before it, so that there is no cycle. A sub-namespace counts with
/// its parent.
/// </summary>
[TestClass]
public sealed class NamespacesTests
{
    private const string Base = "Ml.Gan (base)";
    private const string Pipeline = "Ml.Gan.Pipeline";

    private static readonly string[] s_order =
    [
        Base, "Ml.Gan.Native", "Ml.Gan.Data", "Ml.Gan.Training", "Ml.Gan.Objectives", "Ml.Gan.Networks",
        "Ml.Gan.Metrics", "Ml.Gan.Models", Pipeline,
    ];

    private static readonly string[] s_onnxOrder = ["Ml.Gan.Onnx.Protobuf", "Ml.Gan.Onnx", "Ml.Gan.Onnx.Writing"];

    [TestMethod]
    public void No_namespaces_of_the_library_depend_on_each_other() => AssertNoCycle(Library());

    [TestMethod]
    public void No_namespaces_of_the_onnx_library_depend_on_each_other() => AssertNoCycle(OnnxLibrary());

    [TestMethod]
    public void Each_namespace_of_the_library_uses_only_those_below_it() => AssertOrder(Library(), s_order);

    [TestMethod]
    public void Each_namespace_of_the_onnx_library_uses_only_those_below_it() =>
        AssertOrder(OnnxLibrary(), s_onnxOrder);

    [TestMethod]
    public void The_library_has_at_most_seven_public_namespaces()
    {
        string[] namespaces = typeof(GanException).Assembly.GetExportedTypes()
            .Select(type => type.Namespace!)
            .Where(name => name == "Ml.Gan" || name.StartsWith("Ml.Gan.", StringComparison.Ordinal))
            .Distinct()
            .Order()
            .ToArray();

        Assert.IsLessThanOrEqualTo(7, namespaces.Length, string.Join(", ", namespaces));
    }

    [TestMethod]
    [DataRow("class A { B? b; }")]
    [DataRow("class A { int M() { return Two.B.Number(); } }")]
    [DataRow("class A { object M() { return new System.Collections.Generic.List<Two.B[]>(); } }")]
    [DataRow("class A { System.Func<bool> M(object o) { return () => o is Two.B; } }")]
    [DataRow("class A { void M<T>() where T : Two.B { } }")]
    [DataRow("class A { void M() { try { } catch (Two.B) { } } }")]
    [DataRow("class A { [Two.Mark] void M() { } }")]
    [DataRow("class A { [Of(typeof(Two.B))] int P { get; set; } } class Of(System.Type t) : System.Attribute;")]
    public void A_cycle_is_found_and_told_with_its_types(string one)
    {
        using var assembly = Compiled($$"""
            namespace One { using Two; {{one}} }
            namespace Two
            {
                class B : System.Exception
                {
                    public static int Number() { return 1; }
                    class Nested { void M() { new One.A().ToString(); } }
                }
                class Mark : System.Attribute;
            }
            """);
        var graph = new NamespaceGraph(TypeUses.Read(assembly), NamespaceOf);

        string message = graph.Describe(graph.ShortestCycle());

        Assert.Contains("One → Two: One.A uses Two.", message);
        Assert.Contains("Two → One: Two.B uses One.A", message);
    }

    private static NamespaceGraph Library()
    {
        var uses = Uses(typeof(GanException));
        var aboveBase = RootTypesAboveBase(uses);
        return new(uses, type => NamespaceOf(type) switch
        {
            "Ml.Gan" => aboveBase.Contains(type) ? Pipeline : Base,
            // The extension method on MLContext stands in ML.NET's own namespace.
            "Microsoft.ML" => Pipeline,
            var name => string.Join('.', name.Split('.').Take(3)),
        });
    }

    private static NamespaceGraph OnnxLibrary() => new(Uses(typeof(OnnxGenerator)), type =>
        NamespaceOf(type) is var name && s_onnxOrder.Contains(name) ? name : "Ml.Gan.Onnx");

    /// <summary>
    /// Types of the root namespace that use other namespaces, or types that do: estimators, transformers, the catalogs.
    /// </summary>
    private static HashSet<string> RootTypesAboveBase(IReadOnlyCollection<TypeUse> uses)
    {
        HashSet<string> above = [];
        int before;
        do
        {
            before = above.Count;
            above.UnionWith(uses
                .Where(use => NamespaceOf(use.From) == "Ml.Gan")
                .Where(use => NamespaceOf(use.To) != "Ml.Gan" || above.Contains(use.To))
                .Select(use => use.From));
        }
        while (above.Count > before);
        return above;
    }

    private static void AssertNoCycle(NamespaceGraph graph)
    {
        var cycle = graph.ShortestCycle();

        Assert.IsEmpty(cycle, $"These namespaces depend on each other:\n{graph.Describe(cycle)}");
    }

    private static void AssertOrder(NamespaceGraph graph, string[] order)
    {
        string[] upward = graph.Groups
            .SelectMany(from => graph.UsesOf(from).Select(uses => (From: from, To: uses.Key)))
            .Where(use => Array.IndexOf(order, use.From) <= Array.IndexOf(order, use.To)
                || !order.Contains(use.From) || !order.Contains(use.To))
            .Select(use => graph.Describe(use.From, use.To))
            .Order()
            .ToArray();

        Assert.IsEmpty(upward,
            $"The order is {string.Join(" < ", order)}. Against it go:\n{string.Join('\n', upward)}");
    }

    private static IReadOnlyCollection<TypeUse> Uses(Type type)
    {
        using var assembly = File.OpenRead(type.Assembly.Location);
        return TypeUses.Read(assembly);
    }

    private static string NamespaceOf(string type) => type[..type.LastIndexOf('.')];

    private static MemoryStream Compiled(string source)
    {
        var assembly = new MemoryStream();
        var result = CSharpCompilation.Create(
                "Compiled",
                [CSharpSyntaxTree.ParseText(source)],
                [
                    MetadataReference.CreateFromFile(typeof(object).Assembly.Location),
                    MetadataReference.CreateFromFile(typeof(List<>).Assembly.Location),
                ],
                new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary))
            .Emit(assembly);
        Assert.IsTrue(result.Success, string.Join('\n', result.Diagnostics));
        assembly.Position = 0;
        return assembly;
    }
}
